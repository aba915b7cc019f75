namespace SessionLogging.Accounts;

/// <summary>The SNS topics that the credentials can see in one Region.</summary>
public interface ITopics
{
    /// <summary>Looks at a topic (GetTopicAttributes).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<TopicFacts>> LookAsync(string topicArn, CancellationToken cancellationToken);

    /// <summary>The ARNs of the account's own topics (ListTopics), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListArnsAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the whole policy of a topic (SetTopicAttributes).</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken);

    /// <summary>Sends a message to a topic's subscribers (Publish) and gives its id.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    Task<string> PublishAsync(string topicArn, string subject, string message, CancellationToken cancellationToken);
}

/// <summary>What matters of a topic.</summary>
/// <param name="Arn">The topic's ARN.</param>
/// <param name="Owner">The account that owns it.</param>
/// <param name="Policy">Its policy as JSON text; every topic has one.</param>
/// <param name="KmsKeyId">The key that encrypts it, as it was given: id, ARN or alias; <see langword="null"/> where none does.</param>
/// <param name="IsFifo">Whether it is a FIFO topic.</param>
public sealed record TopicFacts(string Arn, string Owner, string Policy, string? KmsKeyId, bool IsFifo);

/// <summary>The Lambda functions that the credentials can see in one Region. Every method but the list takes the function's ARN, with alias or version where one is meant, and all throw <see cref="AwsCallException"/>.</summary>
public interface IFunctions
{
    /// <summary>The ARNs of the account's functions, without aliases and versions (ListFunctions), a page at a time.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListArnsAsync(CancellationToken cancellationToken);

    /// <summary>The policy of exactly this function, alias or version as JSON text (GetPolicy), or <see langword="null"/> where it has none or does not exist: the service does not say which.</summary>
    Task<string?> GetPolicyAsync(string functionArn, CancellationToken cancellationToken);

    /// <summary>Adds a statement that lets a service invoke the function (AddPermission). A statement of this id that is there already is a failure of kind <see cref="AwsCallFailure.Conflict"/>.</summary>
    /// <param name="functionArn">The function.</param>
    /// <param name="statementId">The statement's id.</param>
    /// <param name="principal">The service.</param>
    /// <param name="sourceArn">What the service acts for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task AddPermissionAsync(string functionArn, string statementId, string principal, string sourceArn, CancellationToken cancellationToken);

    /// <summary>Removes a statement (RemovePermission).</summary>
    Task RemovePermissionAsync(string functionArn, string statementId, CancellationToken cancellationToken);

    /// <summary>Checks that the function is there and that the caller may invoke it, without running it (Invoke, type <c>DryRun</c>).</summary>
    Task TryInvokeAsync(string functionArn, CancellationToken cancellationToken);
}

/// <summary>The CodePipeline pipelines of one account and Region.</summary>
public interface IPipelines
{
    /// <summary>Looks whether there is a pipeline of this name (GetPipeline).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<PipelineFacts>> LookAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What matters of a pipeline.</summary>
/// <param name="Name">Its name.</param>
public sealed record PipelineFacts(string Name);

/// <summary>The IAM roles of one account.</summary>
public interface IRoles
{
    /// <summary>Looks at a role (GetRole).</summary>
    /// <param name="roleName">The name, without path.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<RoleFacts>> LookAsync(string roleName, CancellationToken cancellationToken);

    /// <summary>Looks at an instance profile (GetInstanceProfile).</summary>
    /// <param name="profileName">The name, without path.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<InstanceProfileFacts>> LookAtProfileAsync(string profileName, CancellationToken cancellationToken);
}

/// <summary>What matters of an instance profile.</summary>
/// <param name="Arn">The profile's ARN.</param>
/// <param name="RoleArns">The ARNs of its roles: one, or none.</param>
public sealed record InstanceProfileFacts(string Arn, IReadOnlyList<string> RoleArns);

/// <summary>What matters of a role.</summary>
/// <param name="Arn">The role's ARN.</param>
/// <param name="TrustPolicy">Who may assume it, as JSON text.</param>
public sealed record RoleFacts(string Arn, string TrustPolicy);
