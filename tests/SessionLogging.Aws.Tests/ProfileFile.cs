using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests;

/// <summary>A credentials file of its own, for <c>-ProfileLocation</c>.</summary>
internal sealed class ProfileFile : IDisposable
{
    public const string FirstKeys = "[first]\naws_access_key_id = AKIASANDBOXACCOUNT01\naws_secret_access_key = sandbox-secret-key-of-account-one\nregion = eu-west-1\n";

    public const string MfaDevice = "arn:aws:iam::111122223333:mfa/sandbox";

    public ProfileFile(string content = "") => File.WriteAllText(Path, FirstKeys + content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public static string Role(string name) => $"arn:aws:iam::{SandboxAccounts.First.Id}:role/{name}";

    public void Dispose() => File.Delete(Path);
}
