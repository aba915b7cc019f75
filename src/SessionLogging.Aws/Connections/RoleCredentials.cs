using System.Collections.Concurrent;
using Amazon.SecurityToken.Model;

namespace SessionLogging.Aws.Connections;

/// <summary>The keys of an assumed role as one connection uses them: shared with the others, asked for anew before they run out.</summary>
/// <remarks>
/// The SDK's own class asks an STS endpoint of its own choosing, unseen by the observer and deaf to <c>-EndpointUrl</c>, and
/// renews keys in the background, where nobody can be asked for an MFA code.
/// </remarks>
internal sealed class RoleCredentials(
    CachedResult<RoleKeys> shared, AWSCredentials source, RoleSession role, ClientSettings settings, AwsCaller caller, IAccountInteraction interaction)
    : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => GetCredentialsAsync(CancellationToken.None);

    /// <exception cref="AwsCallException">STS refused the role or could not be reached.</exception>
    /// <exception cref="ConnectionException">The role needs an MFA code and nobody can be asked.</exception>
    internal async Task<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
        (await shared.GetAsync(AssumeAsync, cancellationToken).ConfigureAwait(false)).Keys;

    private async Task<RoleKeys> AssumeAsync(CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.SessionName,
            ExternalId = role.ExternalId,
            SerialNumber = role.MfaSerialNumber,
            TokenCode = role.MfaSerialNumber is null
                ? null
                : await interaction.ReadMfaTokenAsync(role.MfaSerialNumber, cancellationToken).ConfigureAwait(false),
        };

        try
        {
            return await SecurityTokens.AskAsync(source, settings, caller, (sts, callerThere) => callerThere.CallAsync(
                "STS", "AssumeRole", ct => sts.AssumeRoleAsync(request, ct), Keys, cancellationToken)).ConfigureAwait(false);
        }
        catch (AwsCallException refused) when (refused.Cause is AwsCallCause.RoleRefused || Tells(refused))
        {
            // STS repeats an external id that breaks its rules.
            var answer = Tells(refused) ? refused.Answer.Replace(role.ExternalId!, "(the external id)") : null;
            throw refused.Because(refused.Cause, answer, about: role.RoleArn);
        }
    }

    private bool Tells(AwsCallException refused) => role.ExternalId is { Length: > 0 } id && refused.Answer.Contains(id);

    private static RoleKeys Keys(AssumeRoleResponse answer)
    {
        var keys = answer.Credentials.Needed("Credentials");
        return new RoleKeys(
            new ImmutableCredentials(
                keys.AccessKeyId.Needed("AccessKeyId"), keys.SecretAccessKey.Needed("SecretAccessKey"), keys.SessionToken.Needed("SessionToken")),
            keys.Expiration?.ToUniversalTime() ?? throw new MalformedAnswerException("Expiration is missing"));
    }
}

/// <summary>The roles assumed in this process, each once for all Regions and commands, so that a person is asked for one MFA code.</summary>
internal sealed class RoleCredentialCache(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string AccessKey, RoleSession Role, string? StsAddress), CachedResult<RoleKeys>> _assumed = new();

    /// <summary>Assumes a role, or gives the keys assumed before while they last.</summary>
    /// <exception cref="AwsCallException">STS refused the role or could not be reached.</exception>
    /// <exception cref="ConnectionException">The role needs an MFA code and nobody can be asked, or its source gives no keys.</exception>
    internal async Task<AWSCredentials> AssumeAsync(
        AWSCredentials source,
        RoleSession role,
        ClientSettings settings,
        AwsCaller caller,
        IAccountInteraction interaction,
        CancellationToken cancellationToken)
    {
        var sourceKeys = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        var shared = _assumed.GetOrAdd((sourceKeys.AccessKey, role, settings.StsAddress), _ => new CachedResult<RoleKeys>(keys => keys.HoldAt(clock.GetUtcNow())));
        var credentials = new RoleCredentials(shared, source, role, settings, caller, interaction);
        await credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
        return credentials;
    }
}

/// <summary>A role to assume, and how (STS AssumeRole).</summary>
/// <param name="RoleArn">The role's ARN.</param>
/// <param name="SessionName">The name under which the session stands in CloudTrail.</param>
/// <param name="ExternalId">The external id that the trust policy asks for.</param>
/// <param name="MfaSerialNumber">The MFA device that the trust policy asks for.</param>
internal sealed record RoleSession(string RoleArn, string SessionName, string? ExternalId, string? MfaSerialNumber)
{
    private const string DefaultSessionName = "SsmSessionLogging";

    // The SDK makes up another name at each look at a profile that gives none, so that no two would be the same role.
    private const string MadeUpPrefix = "aws-dotnet-sdk-session-";

    /// <summary>The role that the options name.</summary>
    internal static RoleSession Of(string roleArn, ConnectionOptions options) =>
        new(roleArn, DefaultSessionName, options.ExternalId, MfaSerialNumber: null);

    /// <summary>The role that a profile names.</summary>
    internal static RoleSession Of(AssumeRoleAWSCredentials inProfile) => new(
        inProfile.RoleArn,
        inProfile.RoleSessionName.StartsWith(MadeUpPrefix, StringComparison.Ordinal) ? DefaultSessionName : inProfile.RoleSessionName,
        inProfile.Options.ExternalId,
        inProfile.Options.MfaSerialNumber);
}

/// <summary>The temporary keys of an assumed role.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Expiration">When they run out, in UTC.</param>
internal sealed record RoleKeys(ImmutableCredentials Keys, DateTime Expiration)
{
    // Long enough for the calls that were begun with them.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    /// <summary>Whether they last long enough to begin another call.</summary>
    internal bool HoldAt(DateTimeOffset time) => time.UtcDateTime < Expiration - Reserve;
}
