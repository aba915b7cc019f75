namespace SessionLogging.Sandbox.Kms;

/// <summary>A KMS key: what is told of it, never its material.</summary>
/// <param name="Id">The id, for example <c>1234abcd-12ab-34cd-56ef-1234567890ab</c>.</param>
public sealed record KmsKey(string Id)
{
    /// <summary>The alias of the key that SNS makes for itself.</summary>
    internal const string SnsAlias = "alias/aws/sns";

    /// <summary>Who may use it; <see langword="null"/>: whom the account's own policies let, as a new key has it.</summary>
    public string? Policy { get; init; }

    /// <summary>What it is for, in its owner's words.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>Enabled</c>, <c>Disabled</c>, <c>PendingDeletion</c>, <c>PendingImport</c> or <c>Unavailable</c>.</summary>
    public string State { get; init; } = "Enabled";

    /// <summary><c>SYMMETRIC_DEFAULT</c>, <c>RSA_2048</c>, <c>ECC_NIST_P256</c>, <c>HMAC_256</c> and their like.</summary>
    public string Spec { get; init; } = KeySpecs.Symmetric;

    /// <summary><c>ENCRYPT_DECRYPT</c>, <c>SIGN_VERIFY</c>, <c>GENERATE_VERIFY_MAC</c> or <c>KEY_AGREEMENT</c>.</summary>
    public string Usage { get; init; } = KeySpecs.EncryptDecrypt;

    /// <summary><c>CUSTOMER</c>, or <c>AWS</c> for the keys that services make for themselves.</summary>
    public string Manager { get; init; } = "CUSTOMER";

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Whether services can encrypt with it: a session's channel, a log group.</summary>
    public bool Encrypts => State == "Enabled" && Spec == KeySpecs.Symmetric && Usage == KeySpecs.EncryptDecrypt;

    internal bool IsMultiRegion => Id.StartsWith("mrk-", StringComparison.Ordinal);
}
