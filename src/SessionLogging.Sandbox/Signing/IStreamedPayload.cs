using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Signing;

/// <summary>A service whose payloads need not be hashed whole before they are sent: S3. Every other service signs its body's hash.</summary>
internal interface IStreamedPayload
{
    /// <summary>What stands for the payload in the signature: a hash that the body must have, or the name of a way of sending it.</summary>
    string PayloadHash(WireRequest request, bool presigned);

    /// <summary>Checks the payload against what was signed and sets the request's body to it, without chunk framing.</summary>
    void Accept(WireRequest request, SignedWith signed, byte[] signingKey);
}
