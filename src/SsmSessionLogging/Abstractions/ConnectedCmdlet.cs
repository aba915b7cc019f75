using System.Management.Automation;
using SessionLogging;
using SessionLogging.Accounts;
using SsmSessionLogging.Completion;
using SsmSessionLogging.Connections;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that asks AWS accounts: the connection parameters, and the accounts that they open.</summary>
public abstract class ConnectedCmdlet : AsyncCmdlet
{
    private AccountPool? _accounts;
    private int _warnedOfAccount;

    /// <summary>
    /// <para type="description">A profile of the SDK's credential store or of the shared credentials and config files.</para>
    /// </summary>
    [Parameter]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProfileName { get; set; }

    /// <summary>
    /// <para type="description">The credentials file in which the profile is looked up.</para>
    /// </summary>
    [Parameter]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    [ValidateNotNullOrEmpty]
    public string? ProfileLocation { get; set; }

    /// <summary>
    /// <para type="description">An access key id. Goes with SecretKey.</para>
    /// </summary>
    [Parameter]
    [Alias("AK")]
    [ValidateNotNullOrEmpty]
    public string? AccessKey { get; set; }

    /// <summary>
    /// <para type="description">The secret access key that goes with AccessKey.</para>
    /// </summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    [ValidateNotNullOrEmpty]
    public string? SecretKey { get; set; }

    /// <summary>
    /// <para type="description">The session token of temporary keys.</para>
    /// </summary>
    [Parameter]
    [Alias("ST")]
    [ValidateNotNullOrEmpty]
    public string? SessionToken { get; set; }

    /// <summary>
    /// <para type="description">Credentials as an object of AWS Tools for PowerShell or of the AWS SDK for .NET, for example of Get-AWSCredential.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Credential { get; set; }

    /// <summary>
    /// <para type="description">The Regions to ask, by name or as Region objects of AWS Tools for PowerShell. Without it: the profile's, the session's ($StoredAWSRegion), then the environment's. Get-SsmSessionReport also takes *: every Region that is enabled in the account.</para>
    /// </summary>
    [Parameter]
    [Alias("RegionToCall")]
    [RegionNames]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Region { get; set; }

    /// <summary>
    /// <para type="description">An address that stands for every AWS service of this command. AWS_ENDPOINT_URL_SERVICE does it for one service. No redirect to another host is followed. A service that is silent for 60 seconds, before its answer begins or in the middle of it, is given up; SSM_SESSION_LOGGING_TIMEOUT says another number of seconds, up to 3600.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EndpointUrl { get; set; }

    /// <summary>
    /// <para type="description">Roles to assume. {AccountId} stands for each AccountId: arn:aws:iam::{AccountId}:role/Audit.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RoleArn { get; set; }

    /// <summary>
    /// <para type="description">The external id that the role's trust policy asks for.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExternalId { get; set; }

    /// <summary>
    /// <para type="description">The accounts for which the role is assumed, by their twelve digits.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AccountId { get; set; }

    /// <summary>The accounts that the parameters name.</summary>
    private protected AccountPool Accounts => _accounts ?? throw new InvalidOperationException("The accounts are there once the command has begun.");

    /// <summary>Reads the connection parameters, before anything is asked.</summary>
    private protected override void Prepare()
    {
        var plan = ConnectionParameters.Plan(MyInvocation.BoundParameters, name => GetVariableValue(name), GetUnresolvedProviderPathFromPSPath);
        _accounts = new AccountPool(() => Components.Accounts, plan, new HostInteraction(Host, () => Pipeline), new VerboseCallObserver(() => OpenPipeline));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _accounts?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Opens an account and does something with it; a failure is one error, and the next account follows.</summary>
    private protected async Task InAccountAsync(AccountOpening opening, Func<IAccount, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(await opening.OpenAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            Pipeline.Error(ErrorRecords.From(failure, document: null));
        }
    }

    /// <summary>The account's id; <see langword="null"/>, with one warning, where STS does not say it.</summary>
    private protected async Task<string?> AccountIdAsync(IAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
        }
        catch (AwsCallException failure)
        {
            if (Interlocked.Exchange(ref _warnedOfAccount, 1) == 0)
            {
                Pipeline.Warning($"The AccountId stays empty: {failure.Message}");
            }

            return null;
        }
    }
}
