using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Connections;

/// <summary>The keys of an assumed role as one connection uses them: shared with the others, asked for anew before they run out.</summary>
/// <remarks>
/// The SDK's own class asks an STS endpoint of its own choosing, unseen by the observer and deaf to <c>-EndpointUrl</c>, and
/// renews keys in the background, where nobody can be asked for an MFA code.
/// </remarks>
internal sealed class RoleCredentials(
    Remembered<RoleKeys> shared, AWSCredentials source, RoleSession role, ClientSettings settings, AwsCaller caller, IAccountInteraction interaction)
    : AWSCredentials
{
    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
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
