namespace SessionLogging.Sandbox;

/// <summary>The two accounts of every sandbox, each with the fixed key pairs of its user and its root user, and the two Regions that hold seeds.</summary>
public static class SandboxAccounts
{
    /// <summary>The account most tests and the demo use.</summary>
    public static readonly SandboxAccount First = new("111122223333", "AKIASANDBOXACCOUNT01", "sandbox-secret-key-of-account-one")
    {
        RootAccessKeyId = "AKIASANDBOXROOT00001",
    };

    /// <summary>The other account: what is shared with the first one, denied to it, or reached by a role.</summary>
    public static readonly SandboxAccount Second = new("444455556666", "AKIASANDBOXACCOUNT02", "sandbox-secret-key-of-account-two")
    {
        RootAccessKeyId = "AKIASANDBOXROOT00002",
    };

    /// <summary>The name of each account's one IAM user.</summary>
    public const string UserName = "sandbox";

    /// <summary>The Region where most seeds lie.</summary>
    public const string Ireland = "eu-west-1";

    /// <summary>The other Region with seeds.</summary>
    public const string Virginia = "us-east-1";

    /// <summary>Both Regions with seeds.</summary>
    public static IReadOnlyList<string> SeededRegions { get; } = [Ireland, Virginia];

    /// <summary>Both accounts.</summary>
    public static IReadOnlyList<SandboxAccount> All { get; } = [First, Second];
}

/// <summary>An account and the key pair of its one IAM user.</summary>
/// <param name="Id">The account id, twelve digits.</param>
/// <param name="AccessKeyId">The access key id.</param>
/// <param name="SecretAccessKey">The secret access key. It opens nothing but a sandbox.</param>
public sealed record SandboxAccount(string Id, string AccessKeyId, string SecretAccessKey)
{
    /// <summary>The access key id of the account's root user, which goes with the same secret access key.</summary>
    public required string RootAccessKeyId { get; init; }
}
