namespace SessionLogging.Sessions.Reading;

/// <summary>Cuts a window into parts to be read side by side, the newest first.</summary>
/// <remarks>
/// A part costs up to one page more than its share. How many pages the window has is estimated from the first page and, better and
/// better, from the parts that were read. At a pace, parts are opened while what they cost stays under a twentieth of the pages.
/// Without one, parts are small, so that enough calls are always on their way.
/// </remarks>
internal sealed class WindowCutter
{
    private const double Cost = 0.045;
    private const double PagesOfPart = 1 / Cost;
    private const double PagesOfSmallPart = 8;
    private const double PagesOfSmallestPart = 1.5;
    private const int SmallParts = 128;
    private const double TrustedAtOnce = 80;
    private const double TrustedByPage = 5;
    private const int MostParts = 200;
    private const int MostSmallParts = 1_000;
    private static readonly TimeSpan ShortestPart = TimeSpan.FromMinutes(1);

    private readonly bool _paced;
    private readonly double _pageSize;
    private readonly double _probePages;
    private readonly TimeSpan _probeLength;
    private readonly TimeSpan _length;
    private readonly Dictionary<SessionPart, (double Pages, TimeSpan Length)> _learned = [];
    private ReportWindow? _rest;
    private TimeSpan _readLength;
    private double _readPages;
    private double _cost;

    /// <summary>Looks at the pages that came first.</summary>
    /// <param name="window">The window.</param>
    /// <param name="probe">Its first pages, which will be asked for once more.</param>
    /// <param name="probePages">How many pages these were.</param>
    /// <param name="paced">Whether there is a pace to keep to.</param>
    internal WindowCutter(ReportWindow window, IReadOnlyList<Session> probe, int probePages, bool paced)
    {
        _paced = paced;
        _rest = window;
        _length = window.Length;
        _cost = probePages;
        _pageSize = Math.Max(1.0, (double)probe.Count / probePages);
        _probePages = probePages;
        IsOrdered = IsNewestFirst(window, probe);
        _probeLength = IsOrdered
            ? LengthOf(window, probe)
            : TimeSpan.FromTicks((long)(_length.Ticks * probePages / (SmallParts * PagesOfSmallestPart)));
    }

    /// <summary>Whether the sessions came newest first, so that the first pages tell how many there are.</summary>
    internal bool IsOrdered { get; }

    /// <summary>Whether parts side by side are worth what they cost.</summary>
    internal bool IsWorthIt => _paced ? IsOrdered && Allowed(open: 0) >= 2 : EstimatedPages > 2;

    /// <summary>The part to read next.</summary>
    /// <param name="open">Parts that are being read.</param>
    /// <returns>The part, or <see langword="null"/> where none is left or none is to be opened now.</returns>
    internal ReportWindow? Cut(int open)
    {
        if (_rest is not { } rest)
        {
            return null;
        }

        var affordable = !_paced || Allowed(open) >= 1;
        if (!affordable && open > 0)
        {
            return null;
        }

        var length = affordable ? Length() : rest.Length;
        if (rest.Length < length + TimeSpan.FromTicks(length.Ticks / 2))
        {
            _rest = null;
            return rest;
        }

        var cut = SessionPart.WholeSecond(rest.Before - length);
        _rest = rest.Until(cut);
        return rest.From(cut);
    }

    /// <summary>Learns from a part of which a page came.</summary>
    internal void Learn(SessionPart part)
    {
        if (!IsOrdered && !part.IsRead)
        {
            return;
        }

        _learned.TryGetValue(part, out var before);
        (double Pages, TimeSpan Length) now = (part.Sessions / _pageSize, part.Covered);
        _learned[part] = now;
        _readPages += now.Pages - before.Pages;
        _readLength += now.Length - before.Length;
        if (part.IsRead)
        {
            _cost += part.Pages - now.Pages;
            _learned.Remove(part);
        }
    }

    private double PagesPerTick => (_probePages + _readPages) / Math.Max(1, (_probeLength + _readLength).Ticks);

    private double EstimatedPages => _readPages + ((_length - _readLength).Ticks * PagesPerTick);

    // An estimate is trusted the more, the more pages were read: a burst of sessions must not open parts that then are empty.
    private double Allowed(int open) => 1 + (Math.Min(EstimatedPages, TrustedAtOnce + (TrustedByPage * _readPages)) * Cost) - _cost - open;

    private TimeSpan Length()
    {
        var pages = _paced
            ? PagesOfPart
            : Math.Min(PagesOfSmallPart, Math.Max(PagesOfSmallestPart, EstimatedPages / SmallParts));
        var ticks = Math.Min(pages / PagesPerTick, _length.Ticks);
        return TimeSpan.FromTicks(Math.Max((long)ticks, Math.Max(_length.Ticks / (_paced ? MostParts : MostSmallParts), ShortestPart.Ticks)));
    }

    // Sessions cluster in working hours. The time since the first page's oldest session says too little of how dense they are where
    // it holds a night, the time between its sessions too much where it holds none; the truth lies between.
    private static TimeSpan LengthOf(ReportWindow window, IReadOnlyList<Session> probe)
    {
        var oldest = probe[probe.Count - 1].StartDate!.Value;
        var dense = Math.Max(TimeSpan.TicksPerSecond, (probe[0].StartDate!.Value - oldest).Ticks);
        return TimeSpan.FromTicks((long)Math.Sqrt((double)(window.Before - oldest).Ticks * dense));
    }

    private static bool IsNewestFirst(ReportWindow window, IReadOnlyList<Session> sessions)
    {
        var before = DateTimeOffset.MaxValue;
        foreach (var session in sessions)
        {
            if (session.StartDate is not { } start || start > before)
            {
                return false;
            }

            before = start;
        }

        return before < window.Before && before >= window.After;
    }
}
