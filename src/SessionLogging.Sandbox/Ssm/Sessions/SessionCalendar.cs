namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>When sessions start: office hours of working days, UTC, with a few at night and on weekends. The later of two sessions never starts earlier.</summary>
internal sealed class SessionCalendar
{
    private const int Hours = 30 * 24;
    private const double Weekend = 0.12;

    private static readonly int[] WeightOfHour = [2, 1, 1, 1, 1, 2, 8, 25, 60, 90, 100, 95, 70, 85, 100, 95, 80, 50, 25, 12, 8, 5, 3, 2];

    private readonly DateTimeOffset _begin;
    private readonly int _count;
    private readonly ulong _seed;

    // The weight of all hours before each, and in the end of all.
    private readonly double[] _before = new double[Hours + 1];

    public SessionCalendar(DateTimeOffset end, int count, ulong seed)
    {
        _begin = end.AddHours(-Hours);
        _count = count;
        _seed = seed;
        for (var hour = 0; hour < Hours; hour++)
        {
            var time = _begin.AddHours(hour).UtcDateTime;
            var isWeekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            _before[hour + 1] = _before[hour] + (WeightOfHour[time.Hour] * (isWeekend ? Weekend : 1));
        }
    }

    /// <summary>When the session of an index starts, in whole milliseconds.</summary>
    public DateTimeOffset StartOf(int index)
    {
        var weight = (index + Draw.Fraction(_seed, index)) / _count * _before[Hours];
        var found = Array.BinarySearch(_before, weight);
        var hour = Math.Min(found < 0 ? ~found - 1 : found, Hours - 1);
        var into = (weight - _before[hour]) / (_before[hour + 1] - _before[hour]);
        return _begin.AddMilliseconds(Math.Floor((hour + into) * TimeSpan.MillisecondsPerHour));
    }
}
