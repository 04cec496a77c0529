//! The namespaces and algorithm identifiers that the signatures use.

/// XML-DSig, `http://www.w3.org/2000/09/xmldsig#`.
pub const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
/// XAdES 1.3.2.
pub const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
/// XAdES 1.4.1: archive time-stamps and their validation data.
pub const XADES141: &str = "http://uri.etsi.org/01903/v1.4.1#";
/// The `Type` of the reference to SignedProperties (XAdES §6.3.1).
pub const SIGNED_PROPERTIES_TYPE: &str = "http://uri.etsi.org/01903#SignedProperties";
/// The `Type` of a reference to a Manifest (XML-DSig §5.1).
pub const MANIFEST_TYPE: &str = "http://www.w3.org/2000/09/xmldsig#Manifest";
/// The enveloped signature transform (XML-DSig §6.6.4).
pub const ENVELOPED_SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
/// The base64 transform (XML-DSig §6.6.2).
pub const BASE64_TRANSFORM: &str = "http://www.w3.org/2000/09/xmldsig#base64";
/// Exclusive XML Canonicalization 1.0: the algorithm (§4), and the namespace of its
/// `ec:InclusiveNamespaces`.
pub const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
