//! Tokens of SoftHSM2 for one test, in a folder and a process of its own: SoftHSM takes its
//! settings from the environment, and is in one state for the whole process.

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::object::{Attribute, CertificateType, ObjectClass};
use cryptoki::session::UserType;
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;
use shohosen_testkit::pki::Credential;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const PIN: &str = "1234";

const LIBRARIES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
/// Prints every call to the library behind it.
const SPIES: [&str; 2] =
    ["/usr/lib/x86_64-linux-gnu/pkcs11-spy.so", "/usr/lib/aarch64-linux-gnu/pkcs11-spy.so"];

/// The folder of one test.
pub struct SoftHsm {
    pub folder: PathBuf,
    pub library: PathBuf,
}

fn first(paths: &[&str]) -> Option<PathBuf> {
    paths.iter().map(PathBuf::from).find(|path| path.exists())
}

/// Runs a test of this name in a process of its own; in that process, gives it its folder.
/// `None` in the other process, and where there is no SoftHSM, which is said aloud.
pub fn alone(test: &str, needs_spy: bool) -> Option<SoftHsm> {
    const FOLDER: &str = "SHOHOSEN_TEST_SOFTHSM";
    let Some(library) = first(&LIBRARIES) else {
        println!("SKIPPED: there is no SoftHSM2 (Debian: softhsm2)");
        return None;
    };
    if let Some(folder) = std::env::var_os(FOLDER) {
        return Some(SoftHsm { folder: folder.into(), library });
    }
    let spy = first(&SPIES);
    if needs_spy && spy.is_none() {
        println!("SKIPPED: there is no pkcs11-spy (Debian: opensc-pkcs11)");
        return None;
    }
    let folder = std::env::temp_dir().join(format!("shohosen-{test}-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("tokens")).unwrap();
    let settings = folder.join("softhsm2.conf");
    let text = format!("directories.tokendir = {}/tokens\nlog.level = ERROR\n", folder.display());
    std::fs::write(&settings, text).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, &folder)
        .env("SOFTHSM2_CONF", settings)
        .env("PKCS11SPY", &library)
        .env("PKCS11SPY_OUTPUT", folder.join("spy.log"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "the test did not run: {said}");
    std::fs::remove_dir_all(&folder).unwrap();
    None
}

impl SoftHsm {
    /// Makes a token with a key, and a certificate with this label.
    pub fn token(&self, label: &str, credential: &Credential, certificate_label: &str) {
        self.empty_token(label);
        self.import_key(label, credential);
        self.store_certificate(label, &credential.certificate, certificate_label);
    }

    pub fn empty_token(&self, label: &str) {
        self.util(&["--init-token", "--free", "--label", label, "--so-pin", "87654321"]);
    }

    /// A token beside others of the same label: with the key in it, its public key and, if there is a
    /// label for it, its certificate. Gives its serial number.
    pub fn twin(
        &self,
        label: &str,
        credential: &Credential,
        certificate_label: Option<&str>,
    ) -> String {
        let before = self.numbers();
        self.empty_token(label);
        let numbers = self.numbers();
        let number = numbers.into_iter().find(|number| !before.contains(number)).unwrap();
        self.import_key_into(&["--serial", &number], credential);
        if let Some(certificate_label) = certificate_label {
            let (pkcs11, slot) = self.slot_of(&|info| info.serial_number() == number);
            store(&pkcs11, slot, &credential.certificate, certificate_label);
        }
        number
    }

    fn numbers(&self) -> Vec<String> {
        // In a process of its own: a library that is loaded sees no token that comes later.
        let output = Command::new("softhsm2-util").arg("--show-slots").output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let numbers = text.lines().filter_map(|line| line.trim().strip_prefix("Serial number:"));
        numbers.map(|number| number.trim().to_owned()).filter(|number| !number.is_empty()).collect()
    }

    /// Puts a private key on a token that wants the PIN inside each operation: modulus, exponents,
    /// primes, their exponents and the coefficient.
    pub fn import_always_authenticated(&self, label: &str, numbers: [Vec<u8>; 8]) {
        let mut numbers = numbers.into_iter();
        let mut number = || numbers.next().unwrap();
        let (pkcs11, slot) = self.slot(label);
        let session = pkcs11.open_rw_session(slot).unwrap();
        session.login(UserType::User, Some(&AuthPin::from(PIN.to_owned()))).unwrap();
        session
            .create_object(&[
                Attribute::Class(ObjectClass::PRIVATE_KEY),
                Attribute::KeyType(cryptoki::object::KeyType::RSA),
                Attribute::Token(true),
                Attribute::Private(true),
                Attribute::Sign(true),
                Attribute::AlwaysAuthenticate(true),
                Attribute::Modulus(number()),
                Attribute::PublicExponent(number()),
                Attribute::PrivateExponent(number()),
                Attribute::Prime1(number()),
                Attribute::Prime2(number()),
                Attribute::Exponent1(number()),
                Attribute::Exponent2(number()),
                Attribute::Coefficient(number()),
            ])
            .unwrap();
    }

    pub fn import_key(&self, label: &str, credential: &Credential) {
        self.import_key_into(&["--token", label], credential);
    }

    fn import_key_into(&self, token: &[&str], credential: &Credential) {
        let (der, pem) = (self.folder.join("key.der"), self.folder.join("key.pem"));
        std::fs::write(&der, credential.key.pkcs8()).unwrap();
        let output = Command::new("openssl")
            .args(["pkcs8", "-inform", "DER", "-nocrypt", "-topk8", "-in"])
            .args([der.as_path(), Path::new("-out"), pem.as_path()])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let pem = pem.to_str().unwrap();
        let import = ["--import", pem, "--label", "Private key of HPKI", "--id", "17"];
        self.util(&[&import[..], token].concat());
    }

    fn util(&self, arguments: &[&str]) {
        let output =
            Command::new("softhsm2-util").args(arguments).args(["--pin", PIN]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Puts a certificate on a token, as whoever issues the card does.
    pub fn store_certificate(&self, label: &str, der: &[u8], certificate_label: &str) {
        let (pkcs11, slot) = self.slot(label);
        store(&pkcs11, slot, der, certificate_label);
    }

    /// The library as a user of its own sees it, and the slot of a token.
    pub fn slot(&self, label: &str) -> (Pkcs11, Slot) {
        self.slot_of(&|info| info.label() == label)
    }

    fn slot_of(&self, is_it: &dyn Fn(&TokenInfo) -> bool) -> (Pkcs11, Slot) {
        let pkcs11 = Pkcs11::new(&self.library).unwrap();
        // It may be initialised already.
        let _ = pkcs11.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK));
        let slots = pkcs11.get_slots_with_token().unwrap();
        let is_slot = |slot: &Slot| is_it(&pkcs11.get_token_info(*slot).unwrap());
        let slot = slots.into_iter().find(is_slot).unwrap();
        (pkcs11, slot)
    }

    /// The library that writes down every call to SoftHSM.
    pub fn spy(&self) -> PathBuf {
        first(&SPIES).unwrap()
    }

    /// How often a function was called through the spy.
    pub fn calls(&self, function: &str) -> usize {
        let log = std::fs::read_to_string(self.folder.join("spy.log")).unwrap();
        log.lines().filter(|line| line.trim_end().ends_with(&format!(": {function}"))).count()
    }
}

fn store(pkcs11: &Pkcs11, slot: Slot, der: &[u8], certificate_label: &str) {
    let session = pkcs11.open_rw_session(slot).unwrap();
    session.login(UserType::User, Some(&AuthPin::from(PIN.to_owned()))).unwrap();
    session
        .create_object(&[
            Attribute::Class(ObjectClass::CERTIFICATE),
            Attribute::CertificateType(CertificateType::X_509),
            Attribute::Token(true),
            Attribute::Private(false),
            Attribute::Subject(vec![0x30, 0]),
            Attribute::Label(certificate_label.into()),
            Attribute::Value(der.to_vec()),
        ])
        .unwrap();
}
