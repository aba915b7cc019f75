using SessionLogging.Preferences.Exceptions;
using SessionLogging.Preferences.Reading;
using SsmSessionLogging.Connections;
using SsmSessionLogging.Loading;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that asks AWS accounts: the connection parameters, and the accounts that they open.</summary>
/// <remarks>
/// <para>Accounts × Regions are asked, and every object says its AccountId and Region. One that fails is one error and does not stop the others; what is wrong with the credentials themselves is told once. An error says what was tried, what AWS answered with its code and request id, and what to do next; its id is stable and listed in about_SsmSessionLogging_Errors.</para>
/// <para>A service that is silent for 60 seconds is given up; the environment variable SSM_SESSION_LOGGING_TIMEOUT says another number of seconds, up to 3600. -Verbose shows each call to AWS, with what it took.</para>
/// </remarks>
/// <permission><c>sts:GetCallerIdentity</c>, which needs no policy; <c>sts:AssumeRole</c> on the role where -RoleArn is given; <c>account:ListRegions</c> where -Region has wildcards (where it is denied, the partition's table of Regions is tried).</permission>
/// <permission>With the management account or a delegated administrator: <c>organizations:ListAccounts</c> where -AccountId has wildcards; <c>organizations:ListAccountsForParent</c> and <c>organizations:ListOrganizationalUnitsForParent</c> where -OrganizationalUnit is given.</permission>
/// <seealso>about_SsmSessionLogging_Connection</seealso>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
public abstract class ConnectedCmdlet : AsyncCmdlet
{
    private readonly HashSet<(string ErrorId, string? Account, object? Subject)> _told = [];
    private readonly HashSet<SessionLoggingException> _toldFailures = [];
    private AccountPool? _accounts;
    private ConnectionPlan? _plan;
    private Consent? _consentToSweep;
    private AwsCallException? _unnamed;
    private int _warnedOfAccount;
    private int _warnedOfLeftOut;

    /// <summary>A profile of the SDK's credential store or of the shared credentials and config files. One with mfa_serial asks for the code. Without this and the other credential parameters, $StoredAWSCredentials of the session counts, then the AWS SDK's own chain: environment, default profile, single sign-on, container, instance role.</summary>
    [Parameter]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProfileName { get; set; }

    /// <summary>The credentials file in which the profile is looked up. Without it: the SDK's store, then ~/.aws.</summary>
    [Parameter]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    [ValidateNotNullOrEmpty]
    public string? ProfileLocation { get; set; }

    /// <summary>An access key id. Goes with -SecretKey.</summary>
    [Parameter]
    [Alias("AK")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? AccessKey { get; set; }

    /// <summary>The secret access key that goes with -AccessKey.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? SecretKey { get; set; }

    /// <summary>The session token of temporary keys. Goes with -AccessKey and -SecretKey.</summary>
    [Parameter]
    [Alias("ST")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? SessionToken { get; set; }

    /// <summary>Credentials as an object of AWS Tools for PowerShell or of the AWS SDK for .NET, for example of Get-AWSCredential. One whose shape is not known is an error (CredentialShapeUnknown), and no other credentials are tried instead.</summary>
    [Parameter]
    [ValidateNotNull]
    [NoFiles]
    public object? Credential { get; set; }

    /// <summary>
    /// <para>The Regions to ask, by name or as Region objects of AWS Tools for PowerShell. Without it: the profile's, the session's ($StoredAWSRegion), then the environment's; where none says one, that is an error (RegionMissing).</para>
    /// <para>* stands for every Region that is enabled in the account, us-* and eu-west-? for those that fit. A change lists accounts and Regions then and asks, unless -Force or -Confirm:$false is given.</para>
    /// </summary>
    [Parameter]
    [Alias("RegionToCall")]
    [RegionNames]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Region { get; set; }

    /// <summary>An http or https address that stands for every AWS service of this command, for example the sandbox's. The environment variable AWS_ENDPOINT_URL_SERVICE does it for one service. No redirect to another host is followed (Redirected). Plain http to another machine, given here or by these variables, is warned of.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? EndpointUrl { get; set; }

    /// <summary>Regions to leave out, by name or with * and ? as wildcards: -Region * -ExcludeRegion me-*. An object that names one is an error (AddressExcluded).</summary>
    [Parameter]
    [RegionNames]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ExcludeRegion { get; set; }

    /// <summary>Roles to assume. {AccountId} stands for each account: arn:aws:iam::{AccountId}:role/Audit.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? RoleArn { get; set; }

    /// <summary>The external id that the role's trust policy asks for. No message and no UndoCommand shows it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? ExternalId { get; set; }

    /// <summary>
    /// <para>The accounts for which the role is assumed, by their twelve digits. Goes with a -RoleArn that holds {AccountId}.</para>
    /// <para>* stands for every active account of the organization, 1234* and ????????0001 for those that fit. The credentials have to be the management account's or a delegated administrator's; their own account is asked with themselves, without the role. Accounts that are suspended, or not active yet or any more, are left out with a warning. A change lists accounts and Regions then and asks, unless -Force or -Confirm:$false is given.</para>
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? AccountId { get; set; }

    /// <summary>Organizational units, by their ids ou-xxxx-yyyyyyyy, or the root by r-xxxx: the active accounts in them and in all units below them, as -AccountId with wildcards takes those of the organization. Accounts that -AccountId names are asked too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? OrganizationalUnit { get; set; }

    /// <summary>Accounts to leave out, by their twelve digits or with * and ? as wildcards. Goes with a -RoleArn that holds {AccountId}. An object that names one is an error (AddressExcluded).</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? ExcludeAccountId { get; set; }

    /// <summary>The accounts that the parameters name.</summary>
    private protected AccountPool Accounts => _accounts ?? throw new InvalidOperationException("The accounts are there once the command has begun.");

    /// <summary>What the connection parameters say.</summary>
    private protected ConnectionPlan Plan => _plan ?? throw new InvalidOperationException("The plan is there once the command has begun.");

    /// <summary>Reads the connection parameters, before anything is asked.</summary>
    private protected override void Prepare()
    {
        _plan = ConnectionParameters.Plan(MyInvocation.BoundParameters, name => GetVariableValue(name), GetUnresolvedProviderPathFromPSPath);
        foreach (var address in EndpointAddress.ExposedOf(_plan.Template.EndpointUrl, Environment.GetEnvironmentVariables()))
        {
            WriteWarning($"{address} is plain http: whoever is on the way can read and change requests and answers. Give an https address; only this machine's own needs none.");
        }

        _consentToSweep = new Consent(this);
        _accounts = Open(_plan);
    }

    /// <summary>The accounts of a plan, each of them opened when it is first asked.</summary>
    private protected AccountPool Open(ConnectionPlan plan) =>
        new(() => Components.Accounts, plan, new HostInteraction(Host, () => Pipeline), new VerboseCallObserver(() => OpenPipeline));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _accounts?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One way to open each account and Region that the parameters name.</summary>
    /// <exception cref="ConnectionException">The parameters name none, or wait for an account id.</exception>
    /// <exception cref="AwsCallException">The organization could not be asked.</exception>
    private protected Task<IReadOnlyList<AccountOpening>> AllOpeningsAsync(CancellationToken cancellationToken) =>
        TellingLeftOutAsync(Accounts.AllAsync(cancellationToken));

    /// <summary>Tells once of accounts of the organization that are meant and not active.</summary>
    private protected async Task<IReadOnlyList<AccountOpening>> TellingLeftOutAsync(Task<IReadOnlyList<AccountOpening>> openings)
    {
        var opened = await openings.ConfigureAwait(false);
        if (Accounts.LeftOut is { Count: > 0 } leftOut && Interlocked.Exchange(ref _warnedOfLeftOut, 1) == 0)
        {
            Pipeline.Warning(
                $"AccountsLeftOut: {string.Join(", ", leftOut.Select(account => $"{account.Id} ({account.State})"))} {(leftOut.Count == 1 ? "is" : "are")} not active and left out. "
                + "-ExcludeAccountId takes accounts that nobody needs to be told of.");
        }

        return opened;
    }

    /// <summary>Reads a file of agreed exceptions, and warns of what has run out.</summary>
    private protected AgreedExceptions ReadExceptions(string path)
    {
        var exceptions = AgreedExceptions.Read(GetUnresolvedProviderPathFromPSPath(path), static file => Components.Reports.ReadRows(file), TimeProvider.System.GetUtcNow());
        foreach (var expired in exceptions.Expired)
        {
            WriteWarning($"ExceptionExpired: {expired}");
        }

        return exceptions;
    }

    /// <summary>The same exceptions, with the accounts of the units that they name.</summary>
    private protected async Task<AgreedExceptions> WithAccountsAsync(AgreedExceptions exceptions, CancellationToken cancellationToken) => exceptions.Units.Count == 0
        ? exceptions
        : exceptions.WithAccounts(await Accounts.AccountsOfUnitsAsync(exceptions.Units, cancellationToken).ConfigureAwait(false));

    /// <summary>Opens an account, does something with it and lets go of it; a failure is one error, and the next account follows.</summary>
    private protected async Task InAccountAsync(AccountOpening opening, Func<IAccount, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await opening.UseAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            Tell(opening, failure);
        }
    }

    /// <summary>Tells a failure in one account and Region. What is wrong with the identity is told once and not in every Region again.</summary>
    /// <returns>Whether it is one: a Region that only a pattern stands for, and that the account has not enabled, is left out with a warning.</returns>
    private protected bool Tell(AccountOpening opening, SessionLoggingException failure, PreferenceTarget? document = null)
    {
        if (opening.IsLeftOutBy(failure))
        {
            Pipeline.Warning($"{opening.Region} is left out: the account has not enabled it. Allow account:ListRegions to know, or name the Regions.");
            return false;
        }

        if (!failure.IsOfIdentity || IsNews(opening, failure))
        {
            Pipeline.Error(ErrorRecords.From(failure, document));
        }

        return true;
    }

    /// <summary>Before a change in accounts or Regions that nobody named: lists them, and asks.</summary>
    /// <param name="openings">The accounts and Regions.</param>
    /// <param name="what">What would be changed, for example <c>the document 'x'</c>.</param>
    /// <param name="caption">The question's heading.</param>
    /// <exception cref="SessionLogging.ConsentException">Nobody can answer.</exception>
    private protected async Task<bool> AgreesToSweepAsync(IReadOnlyList<AccountOpening> openings, string what, string caption)
    {
        if (!openings.Any(opening => opening.IsOfPattern))
        {
            return true;
        }

        return await _consentToSweep!.AskAsync(Pipeline, $"This changes {what} in {PlaceText.Of(openings)}.", caption).ConfigureAwait(false);
    }

    /// <summary>The account's id; <see langword="null"/> where STS does not say it, of which <see cref="WarnOfUnnamed"/> warns.</summary>
    /// <exception cref="AwsCallException">AWS does not take the credentials: no other call would tell more.</exception>
    private protected async Task<string?> AccountIdAsync(IAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
        }
        catch (AwsCallException failure) when (!failure.IsOfIdentity)
        {
            _unnamed = failure;
            return null;
        }
    }

    /// <summary>Warns once where STS did not say whose an account is, although other calls were answered: where they were not, their failure is told.</summary>
    private protected void WarnOfUnnamed()
    {
        if (_unnamed is { } failure && Interlocked.Exchange(ref _warnedOfAccount, 1) == 0)
        {
            Pipeline.Warning($"The AccountId stays empty: {failure.Message}");
        }
    }

    private bool IsNews(AccountOpening opening, SessionLoggingException failure)
    {
        lock (_told)
        {
            return _toldFailures.Add(failure) && _told.Add((failure.ErrorId, opening.AccountId, failure.Subject));
        }
    }
}
