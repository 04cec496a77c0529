//! Time-stamp authorities and revocation lists over HTTP.

use crate::code::codes;

codes! {
    URL_UNSUPPORTED = 9001 "network.url.unsupported" error {
        ja: "この URL には接続できません：{uri}（{reason}）", en: "This URL cannot be connected to: {uri} ({reason})",
        remedy_ja: "http:// で始まる URL を指定してください（タイムスタンプも失効リストも署名されており、途中で偽造できません）。https:// しかない場合は stunnel などで中継してください。", remedy_en: "Give a URL that starts with http:// (time-stamps and revocation lists are signed: nobody can forge them on the way). Where there is none but https://, put a TLS tunnel such as stunnel in between.",
    }
    HOST_NOT_FOUND = 9002 "network.host.not_found" error {
        ja: "接続先のホスト名が解決できません：{uri}", en: "The host name cannot be resolved: {uri}",
        remedy_ja: "URL の綴りと DNS の設定を確認してください。", remedy_en: "Check the spelling of the URL and the DNS settings.",
    }
    CONNECTION_FAILED = 9003 "network.connection.failed" error {
        ja: "接続できません：{uri}（{reason}）", en: "The connection failed: {uri} ({reason})",
        remedy_ja: "URL、ファイアウォール、サーバーの状態を確認してください。", remedy_en: "Check the URL, the firewall and the state of the server.",
    }
    CONNECTION_TIMEOUT = 9004 "network.connection.timeout" error {
        ja: "時間内に応答が終わりませんでした：{uri}（{phase}、制限 {seconds} 秒）", en: "The answer did not end in time: {uri} ({phase}, limit {seconds} s)",
        remedy_ja: "しばらくしてからやり直すか、制限時間を延ばしてください。", remedy_en: "Try again later, or allow more time.",
    }
    RESPONSE_CUT = 9005 "network.response.cut" error {
        ja: "応答の途中で接続が切れました：{uri}（{reason}）", en: "The connection was cut in the middle of the answer: {uri} ({reason})",
        remedy_ja: "もう一度実行してください。続く場合は通信経路を確認してください。", remedy_en: "Try again. If it happens again, check the network in between.",
    }
    RESPONSE_PROTOCOL = 9006 "network.response.protocol" error {
        ja: "HTTP として正しくない応答です：{uri}（{reason}）", en: "The answer is not HTTP: {uri} ({reason})",
        remedy_ja: "URL を確認してください。プロキシーが介在している可能性があります。", remedy_en: "Check the URL; a proxy may stand in between.",
    }
    RESPONSE_STATUS = 9007 "network.response.status" error {
        ja: "サーバーが HTTP ステータス {status} を返しました：{uri}", en: "The server answered with HTTP status {status}: {uri}",
        remedy_ja: "URL を確認してください。転送（3xx）は追いません。5xx の場合はしばらくしてからやり直してください。", remedy_en: "Check the URL; redirections (3xx) are not followed. On 5xx try again later.",
    }
    RESPONSE_UNAUTHORISED = 9008 "network.response.unauthorised" error {
        ja: "サーバーが認証を拒否しました（HTTP ステータス {status}）：{uri}", en: "The server refused the user (HTTP status {status}): {uri}",
        remedy_ja: "利用者名とパスワードを確認してください。", remedy_en: "Check user name and password.",
    }
    RESPONSE_CONTENT_TYPE = 9009 "network.response.content_type" error {
        ja: "応答の Content-Type が {actual} です（期待 {expected}）：{uri}", en: "The answer has Content-Type {actual} where {expected} belongs: {uri}",
        remedy_ja: "URL を確認してください。ログイン画面などが返されている可能性があります。", remedy_en: "Check the URL; the answer may be a login page.",
    }
    RESPONSE_TOO_LARGE = 9010 "network.response.too_large" error {
        ja: "応答が大きすぎます（上限 {limit} バイト）：{uri}", en: "The answer is too large (limit {limit} bytes): {uri}",
        remedy_ja: "URL を確認し、正当な大きさであれば上限を上げてください。", remedy_en: "Check the URL; if that size is right, raise the limit.",
    }
    TSA_RESPONSE_MALFORMED = 9020 "network.tsa.response_malformed" error {
        ja: "時刻認証局の応答が読めません：{uri}（{problem}）", en: "The response of the time-stamp authority cannot be read: {uri} ({problem})",
        remedy_ja: "URL が RFC 3161 の時刻認証局のものか確認してください。", remedy_en: "Check that the URL is that of a time-stamp authority of RFC 3161.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_REJECTED = 9021 "network.tsa.rejected" error {
        ja: "時刻認証局がタイムスタンプを発行しませんでした：{uri}（status {status}、failInfo {failure}）{text}", en: "The time-stamp authority did not grant a time-stamp: {uri} (status {status}, failInfo {failure}) {text}",
        remedy_ja: "ハッシュアルゴリズムとポリシー、契約の状態を確認してください。", remedy_en: "Check digest algorithm and policy, and the contract with the authority.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_IMPRINT_MISMATCH = 9022 "network.tsa.imprint_mismatch" error {
        ja: "タイムスタンプが、要求と異なるデータのものです（期待 {expected}、実際 {actual}）。", en: "The time-stamp is over other data than was sent ({actual}, expected {expected}).",
        remedy_ja: "この時刻認証局の応答は使えません。提供者に確認してください。", remedy_en: "What this authority answers cannot be used. Ask its provider.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_NONCE_MISMATCH = 9023 "network.tsa.nonce_mismatch" error {
        ja: "タイムスタンプの nonce が要求のものと異なります（期待 {expected}、実際 {actual}）。", en: "The nonce of the time-stamp is not that of the request ({actual}, expected {expected}).",
        remedy_ja: "以前の応答が再送された可能性があります。もう一度実行し、続く場合は提供者に確認してください。", remedy_en: "An old answer may have been replayed. Try again; if it happens again, ask the provider.",
        clause: "RFC 3161 §2.4.2",
    }
    TSA_POLICY_MISMATCH = 9024 "network.tsa.policy_mismatch" error {
        ja: "タイムスタンプのポリシーが {actual} です（要求 {expected}）。", en: "The time-stamp was issued under the policy {actual}; asked for was {expected}.",
        remedy_ja: "時刻認証局のポリシー OID を確認してください。", remedy_en: "Check the policy OID of the authority.",
        clause: "RFC 3161 §2.4.2",
    }
    CRL_UNREADABLE = 9030 "network.crl.unreadable" error {
        ja: "取得した失効リストが読めません：{uri}（{problem}）", en: "The revocation list fetched cannot be read: {uri} ({problem})",
        remedy_ja: "URL を確認し、認証局の公開している CRL をファイルで渡してください。", remedy_en: "Check the URL, and hand over the list that the CA publishes as a file.",
        clause: "RFC 5280 §5",
    }
    RANDOM_UNAVAILABLE = 9040 "network.random.unavailable" error {
        ja: "OS から乱数が得られません：{reason}", en: "The operating system gives no random numbers: {reason}",
        remedy_ja: "OS の状態を確認してください。", remedy_en: "Check the state of the operating system.",
    }
}
