using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Text;

namespace SessionLogging.Audits;

/// <summary>Which Session documents a user or role may start sessions with, by what IAM says of its own policies (SimulatePrincipalPolicy).</summary>
/// <param name="PrincipalArn">The user, group or role.</param>
/// <param name="Other">The documents beside the account's preferences that were asked about, each with the decision.</param>
/// <param name="Port">The same of documents whose sessions are never logged.</param>
internal sealed record StartRights(string PrincipalArn, IReadOnlyList<StartRight> Other, IReadOnlyList<StartRight> Port)
{
    private const string Action = "ssm:StartSession";

    // Stands for a document that is made tomorrow.
    private const string AnyOther = "A-Session-Document-That-Nobody-Made-Yet";

    private static readonly string[] PortDocuments =
        ["AWS-StartPortForwardingSession", "AWS-StartPortForwardingSessionToRemoteHost", "AWS-StartPortForwardingSessionToSocket", "AWS-StartSSHSession"];

    private static readonly string[] CommandDocuments = ["AWS-StartInteractiveCommand", "AWS-StartNonInteractiveCommand"];

    private static readonly Regex PrincipalForm = new(
        @"\Aarn:[a-z0-9-]+:iam::(?<account>\d{12}):(user|group|role)/[\w+=,.@/-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // As a session that names its document is checked: the document has to be allowed as well as the node.
    private static readonly PolicyContext Checked = new("ssm:SessionDocumentAccessCheck", "boolean", ["true"]);

    /// <summary>Lets pass the ARN of a user, group or role of IAM.</summary>
    /// <exception cref="PreferenceRuleException">It is none (<c>PrincipalArnShape</c>): IAM does not say what the session of a role may do.</exception>
    internal static void RequirePrincipal(string arn)
    {
        if (!PrincipalForm.IsMatch(arn))
        {
            throw new PreferenceRuleException(
                "PrincipalArnShape",
                "PrincipalArn",
                $"{Unicode.Quote(arn)} is not the ARN of a user, a group or a role of IAM, for example arn:aws:iam::111122223333:role/Operators.",
                "Give the role itself, with its path, and not a session of it.");
        }
    }

    /// <summary>Asks IAM.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">Its preferences.</param>
    /// <param name="principalArn">The principal; <see langword="null"/>: nobody is asked about.</param>
    /// <param name="own">The account's own documents, as far as they are known.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The rights; <see langword="null"/> where nobody is asked about, or a principal of another account.</returns>
    internal static async Task<LookupResult<StartRights>?> LookAsync(
        IAccount account, PreferenceTarget target, string? principalArn, LookupResult<OwnDocuments> own, CancellationToken cancellationToken)
    {
        if (principalArn is null || target.AccountId is not { } accountId || PrincipalForm.Match(principalArn).Groups["account"].Value != accountId)
        {
            return null;
        }

        return await LookupResult.OrFailedAsync(AskAsync()).ConfigureAwait(false);

        async Task<LookupResult<StartRights>> AskAsync()
        {
            var partition = principalArn.Split(':')[1];
            var documents = own.State is LookupState.Known ? own.Facts.All : [];
            List<(string Name, string Arn)> other =
            [
                .. documents.Where(document => document.SessionType != "Port").Select(document => Own(document.Name)),
                .. CommandDocuments.Select(OfAws),
                Own(AnyOther),
            ];
            List<(string Name, string Arn)> port = [.. PortDocuments.Select(OfAws), .. documents.Where(document => document.SessionType == "Port").Select(document => Own(document.Name))];
            var asked = await account.Principals.SimulateAsync(
                new PolicyQuestion(principalArn, [Action], [.. other.Concat(port).Select(document => document.Arn)]) { Context = [Checked] }, cancellationToken).ConfigureAwait(false);
            return asked.State switch
            {
                LookupState.Known => LookupResult.Known(new StartRights(principalArn, Rights(asked.Facts, other), Rights(asked.Facts, port))),
                LookupState.Denied => LookupResult.Denied<StartRights>(asked.Denial),
                _ => LookupResult.Missing<StartRights>(),
            };

            (string Name, string Arn) Own(string name) => (name, $"arn:{partition}:ssm:{account.Region}:{accountId}:document/{name}");
            (string Name, string Arn) OfAws(string name) => (name, $"arn:{partition}:ssm:{account.Region}::document/{name}");
        }
    }

    private static IReadOnlyList<StartRight> Rights(PolicySimulation answer, IReadOnlyList<(string Name, string Arn)> documents) =>
        [.. documents.Select(document => new StartRight(document.Name == AnyOther ? "any other document" : document.Name, answer.On(Action, document.Arn)))];
}

/// <summary>Whether a principal may start sessions with a document.</summary>
/// <param name="DocumentName">The document.</param>
/// <param name="Decision">What IAM says; <see langword="null"/> where it does not.</param>
internal sealed record StartRight(string DocumentName, PolicyDecision? Decision)
{
    /// <summary>Whether it is allowed; <see langword="null"/> where that is not said, or hangs on condition keys that nobody knows beforehand.</summary>
    internal bool? IsAllowed => Decision switch
    {
        { Effect: PolicyEffect.Allowed } => true,
        { Effect: PolicyEffect.ExplicitDeny } => false,
        { MissingContext.Count: 0 } => false,
        _ => null,
    };
}
