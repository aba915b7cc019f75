using Microsoft.Extensions.Time.Testing;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>A clock that goes on when it is told to, up to the next time that somebody waits for.</summary>
internal sealed class SteppedTime : FakeTimeProvider
{
    private readonly SortedSet<DateTimeOffset> _due = [];

    public SteppedTime()
        : base(new DateTimeOffset(2024, 10, 15, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _due.Add(GetUtcNow() + dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Goes on to the next time that somebody waits for.</summary>
    /// <returns>False where nobody waits.</returns>
    public bool GoOn()
    {
        while (_due.Count > 0)
        {
            var next = _due.Min;
            _due.Remove(next);
            if (next > GetUtcNow())
            {
                Advance(next - GetUtcNow());
                return true;
            }
        }

        return false;
    }
}
