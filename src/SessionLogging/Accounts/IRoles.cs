namespace SessionLogging.Accounts;

/// <summary>The IAM roles of one account.</summary>
public interface IRoles
{
    /// <summary>Looks at a role (GetRole).</summary>
    /// <param name="roleName">The name, without path.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<RoleFacts>> LookAsync(string roleName, CancellationToken cancellationToken);
}

/// <summary>What matters of a role.</summary>
/// <param name="Arn">The role's ARN.</param>
/// <param name="TrustPolicy">Who may assume it, as JSON text.</param>
public sealed record RoleFacts(string Arn, string TrustPolicy);
