{ shohosen (処方箋) for Delphi and Free Pascal: the part of shohosen.h that an EHR needs to verify and
  sign. cdecl; text is UTF-8 with its length in octets; returned text (PAnsiChar) is borrowed: copy
  it before its object is freed. Save this unit as UTF-8 with a byte order mark. }
unit Shohosen;

interface

const
  SHOHOSEN_ABI_VERSION = 1;
  SHOHOSEN_OK = 0;
  SHOHOSEN_VERDICT_VALID = 1;
  SHOHOSEN_VERDICT_INVALID = 2;
  SHOHOSEN_VERDICT_INDETERMINATE = 3;
  SHOHOSEN_POSITION_PRESCRIPTION = 1;
  SHOHOSEN_POSITION_DISPENSING = 2;
  SHOHOSEN_JAPANESE = 1;
  SHOHOSEN_ENGLISH = 2;
{$IFDEF MSWINDOWS}
  ShohosenLibrary = 'shohosen.dll';
{$ELSE}
  ShohosenLibrary = 'libshohosen.so.1';
{$ENDIF}

type
  { All objects are opaque; each type has its own _free. }
  TShohosenObject = Pointer;
  PShohosenObject = ^TShohosenObject;
  PSize = ^NativeUInt;

function shohosen_check_abi(version: Cardinal; error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;

procedure shohosen_error_free(error: TShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_error_status(error: TShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_error_code(error: TShohosenObject; length: PSize): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_error_message(error: TShohosenObject; language: Integer; length: PSize): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_error_remedy(error: TShohosenObject; language: Integer; length: PSize): PAnsiChar; cdecl; external ShohosenLibrary;

function shohosen_trust_store_new(store, error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_trust_store_free(store: TShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_tsa_anchor(store: TShohosenObject; certificate: Pointer; length: NativeUInt; error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_intermediates(store: TShohosenObject; certificates: Pointer; length: NativeUInt; error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_crl(store: TShohosenObject; crl: Pointer; length: NativeUInt; error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;

{ options may be nil }
function shohosen_verifier_new(store: TShohosenObject; options: Pointer; verifier, error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_verifier_free(verifier: TShohosenObject); cdecl; external ShohosenLibrary;
{ at: seconds since 1970-01-01T00:00:00Z }
function shohosen_verifier_verify(verifier: TShohosenObject; document: Pointer; length: NativeUInt; at: Int64; report, error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;

procedure shohosen_report_free(report: TShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_report_verdict(report: TShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_json(report: TShohosenObject; length: PSize): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_payload(report: TShohosenObject; position: Integer; length: PSize): Pointer; cdecl; external ShohosenLibrary;

function shohosen_key_from_card(libraryPath: PAnsiChar; libraryLength: NativeUInt; options: Pointer; pin: PAnsiChar; pinLength: NativeUInt; certificate: Pointer; certificateLength: NativeUInt; key, error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_key_free(key: TShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_signer_new(store: TShohosenObject; options: Pointer; signer, error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_signer_free(signer: TShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_signer_sign_prescription(signer, key: TShohosenObject; records: Pointer; length: NativeUInt; at: Int64; document, error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_signed_free(document: TShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_signed_document(document: TShohosenObject; length: PSize): Pointer; cdecl; external ShohosenLibrary;

{ Text of the library as a Delphi string. }
function ShohosenText(text: PAnsiChar; length: NativeUInt): string;

implementation

function ShohosenText(text: PAnsiChar; length: NativeUInt): string;
var
  octets: UTF8String;
begin
  SetString(octets, text, length);
  Result := string(octets);
end;

end.
