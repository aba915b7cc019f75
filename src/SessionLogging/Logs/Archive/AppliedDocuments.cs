using System.Collections.Concurrent;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;
using SessionLogging.Text;

namespace SessionLogging.Logs.Archive;

/// <summary>Finds which version of its Session document applied to a session. Each document's history is read once, each version once. Safe from any thread.</summary>
/// <param name="documentsOf">Opens the documents of the account and Region of a session.</param>
public sealed class AppliedDocuments(Func<SessionRecord, CancellationToken, Task<ISessionDocuments>> documentsOf)
{
    private readonly ConcurrentDictionary<(string? Account, string Region, string Name), Lazy<Task<Known>>> _known = new();

    /// <summary>The document of a session. A call that fails or is denied is the doubt in it, never an exception.</summary>
    public async Task<AppliedDocument?> OfAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        var kind = SessionKind.Of(new Session { SessionId = session.SessionId, DocumentName = session.DocumentName, Target = session.Target });
        if (kind.LoggedBy is LoggedBy.AwsDocument or LoggedBy.EcsCluster)
        {
            return new AppliedDocument { Name = kind.DocumentName, Doubt = "It is AWS's own, and says nothing about logging." };
        }

        var known = await _known.GetOrAdd(
            (session.AccountId, session.Region, kind.DocumentName),
            key => new Lazy<Task<Known>>(() => ReadAsync(session, key.Name, cancellationToken))).Value.ConfigureAwait(false);
        return known.History is null || session.StartDate is not { } start
            ? new AppliedDocument { Name = kind.DocumentName, Doubt = known.Obstacle ?? "The report does not say when the session started." }
            : await AtAsync(known, kind.DocumentName, start, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<AppliedDocument> AtAsync(Known known, string name, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var applied = known.History!.At(start);
        List<string> versions = [.. known.History.Versions.Skip(applied.First).Take(applied.End - applied.First).Select(version => version.Version)];
        var document = new AppliedDocument { Name = name, Versions = versions, Doubt = applied.Doubt };
        return versions is [var only] && applied.Doubt is null
            ? document with { Content = await known.ContentOfAsync(name, only, cancellationToken).ConfigureAwait(false) }
            : document;
    }

    private async Task<Known> ReadAsync(SessionRecord session, string name, CancellationToken cancellationToken)
    {
        try
        {
            var documents = await documentsOf(session, cancellationToken).ConfigureAwait(false);
            var history = await DocumentHistory.ReadAsync(documents, name, cancellationToken).ConfigureAwait(false);
            return new Known(documents, history, history is null ? $"There is no document '{name}' now." : null);
        }
        catch (AwsCallException failure)
        {
            return new Known(null, null, $"The versions of the document '{name}' could not be looked at. {Wording.Reason(failure)}");
        }
        catch (SessionLoggingException failure)
        {
            return new Known(null, null, $"The versions of the document '{name}' could not be looked at. {failure.Message}");
        }
    }

    /// <summary>What is known of one document.</summary>
    private sealed record Known(ISessionDocuments? Documents, DocumentHistory? History, string? Obstacle)
    {
        private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _contents = new(StringComparer.Ordinal);

        internal Task<string?> ContentOfAsync(string name, string version, CancellationToken cancellationToken) =>
            _contents.GetOrAdd(version, key => new Lazy<Task<string?>>(() => ReadAsync(name, key, cancellationToken))).Value;

        private async Task<string?> ReadAsync(string name, string version, CancellationToken cancellationToken)
        {
            try
            {
                return (await Documents!.GetAsync(name, version, cancellationToken).ConfigureAwait(false)).Content;
            }
            catch (AwsCallException)
            {
                return null;
            }
        }
    }
}
