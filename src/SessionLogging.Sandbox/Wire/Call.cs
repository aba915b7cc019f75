using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Wire;

/// <summary>An authenticated request: what was sent, with whose keys, and the state it acts on.</summary>
internal sealed record Call(WireRequest Request, Credential Credential, RegionState Region, string RequestId)
{
    public Principal Caller => Credential.Principal;

    public AccountState Account => Region.Account;

    public Cloud Cloud => Account.Cloud;
}

/// <summary>Something a service can be asked.</summary>
/// <param name="Name">The API's name, for example <c>HeadBucket</c>.</param>
/// <param name="Action">The IAM action that it needs, for example <c>s3:ListBucket</c>.</param>
/// <param name="Run">Does it and gives the answer; throws <see cref="AwsServiceException"/>.</param>
/// <param name="Resource">The ARN that a refusal for want of <paramref name="Action"/> names.</param>
internal sealed record Operation(string Name, string Action, Func<Call, WireResponse> Run, Func<Call, string> Resource)
{
    /// <summary>What the model demands of the members; none where they are not members of one body.</summary>
    public IReadOnlyList<MemberRule> Rules { get; init; } = [];
}
