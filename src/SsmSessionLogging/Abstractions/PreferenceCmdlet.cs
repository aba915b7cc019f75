using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet about Session documents: which one, in which accounts and Regions.</summary>
/// <permission><c>ssm:GetDocument</c>; without <c>ssm:DescribeDocument</c> the DocumentOwner stays empty, and whether the document is YAML is not known.</permission>
public abstract class PreferenceCmdlet : ConnectedCmdlet
{
    private string? _ownAccountId;
    private int _warnedOfDenial;

    /// <summary>The Session document. The default is that of the account's preferences; another one applies only to sessions that name it. Reading takes the ARN of a shared document too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionDocumentCompleter))]
    public string DocumentName { get; set; } = SessionDocumentName.AccountPreferences;

    /// <summary>Objects that carry a DocumentName, a Region and an AccountId, for example of Get-SsmLoggingPreference, receipts or rows of a CSV file: the command is about those documents, and needs credentials for their accounts. One that is null, blank or without a Region is an error, and never means the default Region's document.</summary>
    [Parameter(ValueFromPipeline = true)]
    [DocumentAddress]
    [NoFiles]
    public DocumentAddress[]? InputObject { get; set; }

    /// <summary>What the record is about: the piped object, or, where the parameters say it, <see langword="null"/>.</summary>
    /// <exception cref="PreferenceRuleException">Text is piped to a command that takes no documents (<c>TextNotTaken</c>).</exception>
    private protected IReadOnlyList<DocumentAddress?> Subjects => InputObject is null ? (DocumentAddress?[])[null]
        : TakesText || InputObject.All(subject => subject.Text is null) ? InputObject
        : throw new PreferenceRuleException(
            "TextNotTaken", nameof(InputObject), "Text names no Session document.", "Give objects with a Region and an AccountId, or -DocumentName and -Region.");

    /// <summary>Whether a piped text is a Session document that the command takes.</summary>
    private protected virtual bool TakesText => false;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        RequireName(DocumentName);
    }

    /// <summary>Refuses a document's name that the command cannot use, before anything is asked.</summary>
    private protected virtual void RequireName(string documentName) => SessionDocumentName.RequireReadable(documentName);

    /// <summary>The accounts that a subject is about: the piped object's own, or all that the connection parameters name.</summary>
    private protected virtual async Task<IReadOnlyList<AccountOpening>> OpeningsOfAsync(DocumentAddress? subject, CancellationToken cancellationToken) =>
        Named(subject is null ? await AllOpeningsAsync(cancellationToken).ConfigureAwait(false) : [Accounts.HomeOf(subject.AccountId, subject.Region, subject.AccountName)]);

    /// <summary>Whether a value that is given waits for the account's name.</summary>
    private protected virtual bool NeedsAccountName => false;

    /// <summary>Where a value waits for the account's name, an account whose name is not known fails before it is asked anything.</summary>
    private protected IReadOnlyList<AccountOpening> Named(IReadOnlyList<AccountOpening> openings) =>
        !NeedsAccountName ? openings : [.. openings.Select(opening => opening with { OpenAsync = token => OpenNamedAsync(opening, token) })];

    private static async Task<IAccount> OpenNamedAsync(AccountOpening opening, CancellationToken cancellationToken)
    {
        if (!opening.IsHopeless)
        {
            AccountNames.Require(opening.AccountName, opening.AccountId);
        }

        return await opening.OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The document that a subject is about in one of its accounts, as far as that is known before anything is asked.</summary>
    private protected PreferenceTarget Expected(DocumentAddress? subject, AccountOpening opening) =>
        new(opening.AccountId ?? _ownAccountId, opening.Region ?? "", NameOf(subject)) { AccountName = opening.AccountName };

    /// <summary>The document that a subject is about, in one of its accounts.</summary>
    private protected async Task<PreferenceTarget> TargetAsync(DocumentAddress? subject, IAccount account, CancellationToken cancellationToken)
    {
        var accountId = await AccountIdAsync(account, cancellationToken).ConfigureAwait(false);
        if (account.Connection.RoleArn is null)
        {
            _ownAccountId = accountId;
        }

        return new PreferenceTarget(
            accountId, account.Region, NameOf(subject), ConnectionArguments.Of(account.Connection), ConnectionArguments.OfCli(account.Connection))
        {
            AccountName = account.Connection.AccountName,
        };
    }

    /// <summary>Asks every account that the subjects are about, side by side. Objects and errors come in the order given.</summary>
    /// <param name="subjects">Piped objects; <see langword="null"/>: what the parameters say.</param>
    /// <param name="read">Gives the object to write, or <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the calls in flight.</param>
    private protected Task ReadEachAsync(
        IEnumerable<DocumentAddress?> subjects, Func<PreferenceReader, CancellationToken, Task<object?>> read, CancellationToken cancellationToken) =>
        AskEachAsync(
            subjects,
            async (_, _, reader, token) =>
            {
                var output = await read(reader, token).ConfigureAwait(false);
                return () => Pipeline.WriteIfAny(output);
            },
            cancellationToken);

    /// <summary>The same, where what is asked needs more than the document.</summary>
    /// <param name="subjects">Piped objects; <see langword="null"/>: what the parameters say.</param>
    /// <param name="ask">Gives what is to be done with the answer.</param>
    /// <param name="cancellationToken">Cancels the calls in flight.</param>
    private protected async Task AskEachAsync(
        IEnumerable<DocumentAddress?> subjects, Func<IAccount, PreferenceTarget, PreferenceReader, CancellationToken, Task<Action>> ask, CancellationToken cancellationToken)
    {
        var questions = new List<Func<CancellationToken, Task<Action>>>();
        foreach (var subject in subjects)
        {
            var openings = await OpeningsOfAsync(subject, cancellationToken).ConfigureAwait(false);
            questions.AddRange(openings.Select(opening => new Func<CancellationToken, Task<Action>>(token => AskAsync(subject, opening, ask, token))));
        }

        await SideBySide.AskAsync(questions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an account could not be asked, of which there is an error.</summary>
    private protected bool HasFailed { get; set; }

    private async Task<Action> AskAsync(
        DocumentAddress? subject,
        AccountOpening opening,
        Func<IAccount, PreferenceTarget, PreferenceReader, CancellationToken, Task<Action>> ask,
        CancellationToken cancellationToken)
    {
        var target = Expected(subject, opening);
        try
        {
            return await opening.UseAsync<Action>(
                async account =>
                {
                    target = await TargetAsync(subject, account, cancellationToken).ConfigureAwait(false);
                    var reader = new PreferenceReader(account.Documents, target);
                    var answer = await ask(account, target, reader, cancellationToken).ConfigureAwait(false);
                    return () =>
                    {
                        WarnOfUnnamed();
                        WarnOfDenial(reader.Denial);
                        answer();
                    };
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            return () => HasFailed |= Tell(opening, failure, target);
        }
        catch (Exception failure) when (ErrorRecords.Of(failure, target) is { } record)
        {
            return () =>
            {
                HasFailed = true;
                Pipeline.Error(record);
            };
        }
    }

    /// <summary>Says once what is not known because a right is missing.</summary>
    private protected void WarnOfDenial(AwsCallException? denied)
    {
        if (denied is { } denial && Interlocked.Exchange(ref _warnedOfDenial, 1) == 0)
        {
            Pipeline.Warning($"The DocumentOwner stays empty: {denial.Message} {denial.RecommendedAction}");
        }
    }

    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private protected string NameOf(DocumentAddress? subject) => IsGiven(nameof(DocumentName)) ? DocumentName : subject?.DocumentName ?? DocumentName;
}
