using SessionLogging.Text;

namespace SessionLogging.Sessions;

/// <summary>Adds up sessions by what they have in common, one after another; keeps the figures, not the sessions.</summary>
public sealed class SessionMeasure
{
    private static readonly Comparer<GroupKey> ByValues = Comparer<GroupKey>.Create(GroupKey.Compare);

    private readonly SessionGrouping[] _by;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<GroupKey, SessionFigures> _groups = [];

    /// <summary>Starts at nothing.</summary>
    /// <param name="by">What to group by: by all of them where there are several. One that is named twice counts once. Where there is none, all sessions are one group, also where there are no sessions.</param>
    /// <param name="zone">The time zone of days and hours; UTC where none is given.</param>
    public SessionMeasure(IEnumerable<SessionGrouping> by, TimeZoneInfo? zone = null)
    {
        _by = [.. by.Distinct()];
        _zone = zone ?? TimeZoneInfo.Utc;
        if (_by.Length == 0)
        {
            _groups.Add(new GroupKey([]), new SessionFigures());
        }
    }

    /// <summary>Starts at nothing.</summary>
    /// <param name="by">What to group by.</param>
    /// <param name="zone">The time zone of days and hours; UTC where none is given.</param>
    public SessionMeasure(SessionGrouping by, TimeZoneInfo? zone = null)
        : this([by], zone)
    {
    }

    /// <summary>Counts a session.</summary>
    public void Add(SessionRecord session)
    {
        var key = new GroupKey(Array.ConvertAll(_by, by => KeyOf(session, by)));
        if (!_groups.TryGetValue(key, out var figures))
        {
            _groups.Add(key, figures = new SessionFigures());
        }

        figures.Add(session);
    }

    /// <summary>The figures so far: where days or hours are among the keys, in the order of the keys; else the most sessions first, then by key. Those without a key come last.</summary>
    public IReadOnlyList<SessionSummary> Summarize()
    {
        var byKey = _groups.OrderBy(group => group.Key, ByValues);
        var ordered = _by.Any(by => by is SessionGrouping.Day or SessionGrouping.Hour)
            ? byKey
            : _groups.OrderBy(group => group.Key.IsNone).ThenByDescending(group => group.Value.Count).ThenBy(group => group.Key, ByValues);
        return [.. ordered.Select(group => group.Value.Summarize(group.Key.Text, KeysOf(group.Key)))];
    }

    private PlainTexts<string?> KeysOf(GroupKey key)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _by.Length; i++)
        {
            keys.Add(_by[i].ToString(), key[i]);
        }

        return new PlainTexts<string?>(keys);
    }

    private string? KeyOf(SessionRecord session, SessionGrouping by) => by switch
    {
        SessionGrouping.Owner => session.Owner,
        SessionGrouping.UserName => session.UserName,
        SessionGrouping.Target => session.Target,
        SessionGrouping.Document => session.DocumentName,
        SessionGrouping.Day => Local(session.StartDate, "yyyy-MM-dd"),
        SessionGrouping.Hour => Local(session.StartDate, "HH"),
        SessionGrouping.Status => session.Status,
        SessionGrouping.LogStatus => StatusOf(session.LogStatus),
        SessionGrouping.AccountId => session.AccountId,
        SessionGrouping.Region => session.Region,
        SessionGrouping.S3LogStatus => StatusOf(session.S3LogStatus),
        SessionGrouping.CloudWatchLogStatus => StatusOf(session.CloudWatchLogStatus),
        SessionGrouping.UnknownReason => UnknownReason.Of(session),
        SessionGrouping.Role => session.RoleName,
        SessionGrouping.PermissionSet => session.PermissionSet,
        SessionGrouping.AccountName => session.AccountName,
        SessionGrouping.Source => session.KnownFrom,
        SessionGrouping.SourceReason => session.OriginDetail,
        SessionGrouping.SourceNetwork => SourceNetwork.Of(session.SourceIPAddress),
        SessionGrouping.UserAgent => session.UserAgent?.Split(' ')[0],
        SessionGrouping.MfaAuthenticated => session.MfaAuthenticated?.ToString(),
        SessionGrouping.OnBehalfOf => session.OnBehalfOf,
        SessionGrouping.HasReason => (!string.IsNullOrWhiteSpace(session.Reason)).ToString(),
        _ => throw new InvalidOperationException($"Sessions are not grouped by {by}."),
    };

    private static string StatusOf(LogStatus? status) => (status ?? LogStatus.Unknown).ToString();

    private string? Local(DateTimeOffset? time, string format) =>
        time is { } known ? TimeZoneInfo.ConvertTime(known, _zone).ToString(format, CultureInfo.InvariantCulture) : null;

    /// <summary>The values that a group has in common, in the order in which they were asked for; one that is not known comes behind the others.</summary>
    private sealed class GroupKey(string?[] values) : IEquatable<GroupKey>
    {
        private const string NotKnown = "-";

        internal string? this[int place] => values[place];

        internal bool IsNone => Array.TrueForAll(values, value => value is null);

        internal string? Text => values switch
        {
            [] => null,
            [var value] => value,
            _ => string.Join(", ", values.Select(value => value ?? NotKnown)),
        };

        public bool Equals(GroupKey? other) => other is not null && values.SequenceEqual(other.Values, StringComparer.Ordinal);

        public override bool Equals(object? obj) => Equals(obj as GroupKey);

        public override int GetHashCode()
        {
            var hash = Fnv.Start;
            foreach (var value in values)
            {
                hash = Fnv.Add(Fnv.Add(hash, value ?? "\0"), "\n");
            }

            return hash.GetHashCode();
        }

        internal static int Compare(GroupKey one, GroupKey other)
        {
            for (var i = 0; i < one.Values.Length; i++)
            {
                var (value, others) = (one.Values[i], other.Values[i]);
                var order = value is null || others is null ? (value is null).CompareTo(others is null) : string.CompareOrdinal(value, others);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private string?[] Values => values;
    }
}
