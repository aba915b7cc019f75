using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Audits;

/// <summary>The sessions that run and those that Session Manager remembers, counted by what decides about their logs.</summary>
internal sealed class RememberedSessions
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byOtherDocument = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    internal int Count => _seen.Count;

    /// <summary>How many named a document other than the account's preferences that says by itself where logs go, by its name.</summary>
    internal IReadOnlyDictionary<string, int> ByOtherDocument => _byOtherDocument;

    /// <summary>How many forwarded a port.</summary>
    internal int Forwarding { get; private set; }

    /// <summary>How many carried SSH.</summary>
    internal int Ssh { get; private set; }

    /// <summary>Who started them: ARNs.</summary>
    internal IReadOnlyCollection<string> Owners => _owners;

    /// <summary>Reads both lists, page after page (DescribeSessions). What of it fails, fails all.</summary>
    /// <exception cref="AwsCallException">A call failed, or a list has no end.</exception>
    internal static async Task<LookupResult<RememberedSessions>> ReadAsync(
        ISessionHistory history, CallLimiter limiter, TimeProvider time, CancellationToken cancellationToken)
    {
        var sessions = new RememberedSessions();
        foreach (var state in new[] { SessionState.Active, SessionState.History })
        {
            var query = new SessionQuery(state, InvokedAfter: null, InvokedBefore: null, new Dictionary<string, string>(StringComparer.Ordinal));
            var guard = new PageGuard("SSM", "DescribeSessions");
            string? token = null;
            do
            {
                var page = await JustInTimeSessions.GetAsync(history, limiter, time, query, token, cancellationToken).ConfigureAwait(false);
                foreach (var session in page.Sessions)
                {
                    sessions.Add(session);
                }

                token = page.NextToken;
                guard.Pass(token, page.Sessions.Count);
            }
            while (!string.IsNullOrEmpty(token));
        }

        return LookupResult.Known(sessions);
    }

    /// <summary>Counts a session, once.</summary>
    internal void Add(Session session)
    {
        // One that ends in between is in both lists.
        if (!_seen.Add(session.SessionId))
        {
            return;
        }

        if (session.Owner is { Length: > 0 } owner)
        {
            _owners.Add(owner);
        }

        switch (SessionKind.Of(session))
        {
            case { DocumentName: "AWS-StartSSHSession" }:
                Ssh++;
                break;
            case { SessionType: KnownDocument.Port }:
                Forwarding++;
                break;
            case { LoggedBy: LoggedBy.NamedDocument or LoggedBy.AwsDocument, DocumentName: var name }:
                _byOtherDocument[name] = (_byOtherDocument.TryGetValue(name, out var count) ? count : 0) + 1;
                break;
        }
    }
}
