namespace SessionLogging.Accounts;

/// <summary>The S3 buckets that the credentials can see.</summary>
public interface IBuckets
{
    /// <summary>The names of the account's own buckets, of all Regions (ListBuckets), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken);

    /// <summary>Looks at a bucket of any account and Region, as the agent on a node does before a session (GetBucketEncryption). Where it lies is known also where the look is denied.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<BucketFacts>> LookAsync(string name, CancellationToken cancellationToken);

    /// <summary>Looks at which public access the bucket itself blocks (GetPublicAccessBlock): nothing, where it has no such configuration. What the account blocks is not looked at.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<PublicAccessBlock>> LookAtPublicAccessAsync(string name, CancellationToken cancellationToken);

    /// <summary>Looks whether the bucket keeps old versions of objects (GetBucketVersioning).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<BucketVersioning>> LookAtVersioningAsync(string name, CancellationToken cancellationToken);

    /// <summary>Looks at the bucket's policy (GetBucketPolicy).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<BucketPolicy>> LookAtPolicyAsync(string name, CancellationToken cancellationToken);

    /// <summary>Looks at the bucket's Object Lock (GetObjectLockConfiguration): off, where it has no such configuration.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<ObjectLock>> LookAtLockAsync(string name, CancellationToken cancellationToken);
}

/// <summary>Which public access a bucket blocks.</summary>
/// <param name="Open">The settings that are off, as the API spells them, for example <c>BlockPublicPolicy</c>; none where everything is blocked.</param>
public sealed record PublicAccessBlock(IReadOnlyList<string> Open);

/// <summary>Whether a bucket keeps old versions of objects.</summary>
/// <param name="Status"><c>Enabled</c> or <c>Suspended</c>; <see langword="null"/> where it never was on.</param>
public sealed record BucketVersioning(string? Status);

/// <summary>A bucket's policy.</summary>
/// <param name="Text">The policy as JSON text; <see langword="null"/> where the bucket has none.</param>
public sealed record BucketPolicy(string? Text);

/// <summary>Whether objects of a bucket are locked against deletion.</summary>
/// <param name="IsOn">Whether the bucket has Object Lock.</param>
/// <param name="Mode">By default <c>COMPLIANCE</c> or <c>GOVERNANCE</c>; <see langword="null"/> where the bucket locks nothing by itself.</param>
/// <param name="Days">For how many days the bucket locks what is put into it; <see langword="null"/> where it locks nothing by itself. A year counts as 365.</param>
public sealed record ObjectLock(bool IsOn, string? Mode, int? Days);

/// <summary>What matters of a bucket for session logs.</summary>
/// <param name="Name">The bucket's name.</param>
/// <param name="DefaultEncryption">The algorithm of the first encryption rule, as the API spells it (<c>AES256</c>, <c>aws:kms</c>, <c>aws:kms:dsse</c>); <see langword="null"/> where the bucket has none.</param>
/// <param name="KmsKeyId">The first rule's key, where one is named.</param>
public sealed record BucketFacts(string Name, string? DefaultEncryption, string? KmsKeyId);

/// <summary>The CloudWatch log groups of one account and Region.</summary>
public interface ILogGroups
{
    /// <summary>Log groups (DescribeLogGroups), a page at a time.</summary>
    /// <param name="prefix">Names begin with it; empty: all.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<LogGroupFacts>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Looks at the group of exactly this name, as the agent on a node does (DescribeLogGroups by prefix, all pages).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<LogGroupFacts>> LookAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What matters of a log group for session logs.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="KmsKeyId">The ARN of the key that encrypts it; <see langword="null"/> where CloudWatch Logs uses its own.</param>
/// <param name="RetentionInDays">How many days events are kept; <see langword="null"/>: for ever.</param>
public sealed record LogGroupFacts(string Name, string? KmsKeyId, int? RetentionInDays)
{
    /// <summary><c>STANDARD</c>, <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c> (<c>logGroupClass</c>).</summary>
    public string Class { get; init; } = "STANDARD";

    /// <summary>Whether the group cannot be deleted before this is turned off (<c>deletionProtectionEnabled</c>).</summary>
    public bool IsDeletionProtected { get; init; }

    /// <summary>Whether a data protection policy of the group or of the account masks what is read of it (<c>dataProtectionStatus</c>, <c>inheritedProperties</c>).</summary>
    public bool IsMasked { get; init; }
}

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
    Task<LookupResult<KeyFacts>> LookAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Looks at a key's policy (GetKeyPolicy).</summary>
    /// <param name="keyArn">The key's ARN; an alias has no policy of its own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<KeyPolicy>> LookAtPolicyAsync(string keyArn, CancellationToken cancellationToken);

    /// <summary>The public half of a key that signs (GetPublicKey).</summary>
    /// <param name="keyId">A key id, key ARN, alias name or alias ARN. An ARN of another Region is asked for there.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or the key has no public half.</exception>
    Task<PublicKey> GetPublicKeyAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Has KMS sign a digest (Sign).</summary>
    /// <param name="keyArn">The key's ARN.</param>
    /// <param name="algorithm">One of the key's algorithms, as the API spells it.</param>
    /// <param name="digest">The digest, of the length that the algorithm asks for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The signature: of ECDSA in DER.</returns>
    /// <exception cref="AwsCallException">The call failed or was denied.</exception>
    Task<byte[]> SignAsync(string keyArn, string algorithm, byte[] digest, CancellationToken cancellationToken);
}

/// <summary>The public half of a KMS key.</summary>
/// <param name="KeyArn">The key's ARN.</param>
/// <param name="Usage"><c>SIGN_VERIFY</c>, <c>ENCRYPT_DECRYPT</c> or <c>KEY_AGREEMENT</c>.</param>
/// <param name="Algorithms">The algorithms that it signs with, as the API spells them; empty where it does not sign.</param>
/// <param name="Bytes">The key as SubjectPublicKeyInfo in DER.</param>
public sealed record PublicKey(string KeyArn, string Usage, IReadOnlyList<string> Algorithms, byte[] Bytes);

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
