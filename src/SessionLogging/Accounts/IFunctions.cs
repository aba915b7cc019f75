namespace SessionLogging.Accounts;

/// <summary>The Lambda functions that the credentials can see in one Region. Every method takes the function's ARN, with alias or version where one is meant, and throws <see cref="AwsCallException"/>.</summary>
public interface IFunctions
{
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
