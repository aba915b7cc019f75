namespace SessionLogging.Accounts;

/// <summary>The KMS keys that the credentials can see in one Region.</summary>
public interface IKeys
{
    /// <summary>The account's alias names, each beginning <c>alias/</c> (ListAliases), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListAliasesAsync(CancellationToken cancellationToken);

    /// <summary>Looks at a key (DescribeKey).</summary>
    /// <param name="keyId">A key id, key ARN, alias name or alias ARN. An ARN of another Region is asked for there.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<KeyFacts>> LookAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Looks at a key's policy (GetKeyPolicy).</summary>
    /// <param name="keyArn">The key's ARN; an alias has no policy of its own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<KeyPolicy>> LookAtPolicyAsync(string keyArn, CancellationToken cancellationToken);
}

/// <summary>What matters of a KMS key for the session channel.</summary>
/// <param name="Arn">The key's ARN.</param>
/// <param name="Region">The key's Region.</param>
/// <param name="State"><c>Enabled</c>, <c>Disabled</c>, <c>PendingDeletion</c>, … (KeyState).</param>
/// <param name="IsSymmetric">Whether it encrypts data keys: usage <c>ENCRYPT_DECRYPT</c> and spec <c>SYMMETRIC_DEFAULT</c>.</param>
public sealed record KeyFacts(string Arn, string Region, string State, bool IsSymmetric)
{
    /// <summary>Whether AWS manages the key for a service (KeyManager <c>AWS</c>): then nobody can change its policy.</summary>
    public bool IsAwsManaged { get; init; }
}

/// <summary>A key's policy.</summary>
/// <param name="Text">The policy as JSON text.</param>
public sealed record KeyPolicy(string Text);
