//! Time-stamp authorities and revocation lists over HTTP.

use crate::code::codes;

codes! {
    URL_UNSUPPORTED = 9001 "network.url.unsupported" error {
        ja: "この URL には対応していません：{uri}（{reason}）", en: "This URL is not supported: {uri} ({reason})",
        remedy_ja: "http:// で始まる URL を指定してください（タイムスタンプと失効リストは署名されているため、通信経路上で偽造することはできません）。https:// しか提供されていない場合は、stunnel などで中継してください。", remedy_en: "Specify a URL that starts with http:// (time-stamps and CRLs are signed, so they cannot be forged in transit). If only https:// is available, use a TLS tunnel such as stunnel.",
    }
    USER_COLON = 9011 "network.user.colon" error {
        ja: "{uri} のユーザー名に「:」は使用できません。", en: "The user name for {uri} must not contain a colon.",
        remedy_ja: "「:」より後ろはパスワードとして扱われます。ユーザー名とパスワードを分けて指定してください。", remedy_en: "What follows a colon would be read as the password. Specify user name and password separately.",
        clause: "RFC 7617 §2",
    }
    USER_CONTROL = 9012 "network.user.control" error {
        ja: "{uri} のユーザー名またはパスワードに制御文字が含まれています。", en: "The user name or the password for {uri} contains a control character.",
        remedy_ja: "改行などが混入していないか確認してください。", remedy_en: "Check for a stray line break, for example.",
        clause: "RFC 7617 §2",
    }
    HOST_NOT_FOUND = 9002 "network.host.not_found" error {
        ja: "接続先のホスト名を解決できません：{uri}", en: "The host name cannot be resolved: {uri}",
        remedy_ja: "URL の綴りと DNS の設定を確認してください。", remedy_en: "Check the spelling of the URL and the DNS settings.",
    }
    CONNECTION_FAILED = 9003 "network.connection.failed" error {
        ja: "接続できません：{uri}（{reason}）", en: "The connection failed: {uri} ({reason})",
        remedy_ja: "URL、ファイアウォール、サーバーの状態を確認してください。", remedy_en: "Check the URL, the firewall and the state of the server.",
    }
    CONNECTION_TIMEOUT = 9004 "network.connection.timeout" error {
        ja: "制限時間内に応答が完了しませんでした：{uri}（{phase}、制限 {seconds} 秒）", en: "The response was not completed in time: {uri} ({phase}, limit {seconds} s)",
        remedy_ja: "しばらくしてからやり直すか、制限時間を延ばしてください。", remedy_en: "Try again later, or increase the time limit.",
    }
    RESPONSE_CUT = 9005 "network.response.cut" error {
        ja: "応答の途中で接続が切れました：{uri}（{reason}）", en: "The connection was closed before the response was complete: {uri} ({reason})",
        remedy_ja: "もう一度実行してください。繰り返し発生する場合は、通信経路を確認してください。", remedy_en: "Try again. If this keeps happening, check the network in between.",
    }
    RESPONSE_PROTOCOL = 9006 "network.response.protocol" error {
        ja: "HTTP の規格に従っていない応答です：{uri}（{reason}）", en: "The response is not valid HTTP: {uri} ({reason})",
        remedy_ja: "URL を確認してください。途中のプロキシが応答している可能性があります。", remedy_en: "Check the URL. A proxy in between may have answered.",
    }
    RESPONSE_STATUS = 9007 "network.response.status" error {
        ja: "サーバーが HTTP ステータス {status} を返しました：{uri}", en: "The server returned HTTP status {status}: {uri}",
        remedy_ja: "URL を確認してください。リダイレクト（3xx）には対応していません。5xx の場合は、しばらくしてからやり直してください。", remedy_en: "Check the URL. Redirects (3xx) are not followed. For 5xx, try again later.",
    }
    RESPONSE_UNAUTHORISED = 9008 "network.response.unauthorised" error {
        ja: "サーバーが認証を拒否しました（HTTP ステータス {status}）：{uri}", en: "The server rejected the credentials (HTTP status {status}): {uri}",
        remedy_ja: "ユーザー名とパスワードを確認してください。", remedy_en: "Check the user name and password.",
    }
    RESPONSE_CONTENT_TYPE = 9009 "network.response.content_type" error {
        ja: "応答の Content-Type は {expected} でなければなりませんが、{actual} です：{uri}", en: "The Content-Type of the response is {actual}, expected {expected}: {uri}",
        remedy_ja: "URL を確認してください。ログイン画面などが返されている可能性があります。", remedy_en: "Check the URL. The response may be a login page.",
    }
    RESPONSE_TOO_LARGE = 9010 "network.response.too_large" error {
        ja: "応答が大きすぎます（上限 {limit} バイト）：{uri}", en: "The response is too large (limit {limit} bytes): {uri}",
        remedy_ja: "URL を確認し、間違いなければ上限を引き上げてください。", remedy_en: "Check the URL; if it is correct, raise the limit.",
    }
    TSA_RESPONSE_MALFORMED = 9020 "network.tsa.response_malformed" error {
        ja: "時刻認証局の応答を読み取れません：{uri}（{problem}）", en: "The response of the time-stamp authority cannot be read: {uri} ({problem})",
        remedy_ja: "URL が RFC 3161 に準拠した時刻認証局のものか確認してください。", remedy_en: "Make sure that the URL is that of an RFC 3161 time-stamp authority.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_REJECTED = 9021 "network.tsa.rejected" error {
        ja: "時刻認証局がタイムスタンプを発行しませんでした：{uri}（status {status}、failInfo {failure}）。{text}", en: "The time-stamp authority did not grant a time-stamp: {uri} (status {status}, failInfo {failure}). {text}",
        remedy_ja: "ハッシュアルゴリズム、ポリシー、時刻認証局との契約状況を確認してください。", remedy_en: "Check the digest algorithm, the policy, and your contract with the authority.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_IMPRINT_MISMATCH = 9022 "network.tsa.imprint_mismatch" error {
        ja: "要求したデータとは異なるデータに対するタイムスタンプが返されました（要求 {expected}、応答 {actual}）。", en: "The time-stamp was issued for data other than what was sent (sent {expected}, received {actual}).",
        remedy_ja: "この応答は使用できません。時刻認証局の提供者に問い合わせてください。", remedy_en: "This response cannot be used. Contact the provider of the time-stamp authority.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_NONCE_MISMATCH = 9023 "network.tsa.nonce_mismatch" error {
        ja: "タイムスタンプの nonce が、要求したものと異なります（{actual}、要求 {expected}）。", en: "The nonce of the time-stamp differs from that of the request ({actual}, expected {expected}).",
        remedy_ja: "過去の応答が再送された可能性があります。もう一度実行し、繰り返し発生する場合は提供者に問い合わせてください。", remedy_en: "An old response may have been replayed. Try again; if this keeps happening, contact the provider.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_POLICY_MISMATCH = 9024 "network.tsa.policy_mismatch" error {
        ja: "タイムスタンプのポリシーが、要求した {expected} ではなく {actual} です。", en: "The time-stamp was issued under the policy {actual}, but {expected} was requested.",
        remedy_ja: "時刻認証局のポリシーの OID を確認してください。", remedy_en: "Check the policy OID of the time-stamp authority.",
        clause: "RFC 3161 §2.4.2",
    }
    CRL_UNREADABLE = 9030 "network.crl.unreadable" error {
        ja: "取得した失効リストを読み取れません：{uri}（{problem}）", en: "The downloaded CRL cannot be read: {uri} ({problem})",
        remedy_ja: "URL を確認するか、認証局が公開している CRL をファイルで指定してください。", remedy_en: "Check the URL, or supply the CRL published by the CA as a file.",
        clause: "RFC 5280 §5",
    }
    RANDOM_UNAVAILABLE = 9040 "network.random.unavailable" error {
        ja: "OS から乱数を取得できません：{reason}", en: "The operating system did not provide random numbers: {reason}",
        remedy_ja: "OS の状態を確認してください。", remedy_en: "Check the operating system.",
    }
}
