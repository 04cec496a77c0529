//! Gives the shared library the name by which programs find it at run time.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // SHOHOSEN_ABI_VERSION; a test holds the two together.
    let abi = 1;
    let argument = match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux" | "freebsd") => format!("-Wl,-soname,libshohosen.so.{abi}"),
        Ok("macos") => format!("-Wl,-install_name,@rpath/libshohosen.{abi}.dylib"),
        // Windows finds a DLL by the name of its file.
        _ => return,
    };
    println!("cargo::rustc-cdylib-link-arg={argument}");
}
