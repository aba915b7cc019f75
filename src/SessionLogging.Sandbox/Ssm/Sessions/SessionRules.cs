using SessionLogging.Accounts;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>In what order DescribeSessions gives sessions. AWS's samples have the newest first; nothing promises it.</summary>
public enum SessionOrder
{
    /// <summary>By start, newest first.</summary>
    NewestFirst,

    /// <summary>In no order, the same for every page of a listing.</summary>
    Shuffled,
}

/// <summary>How finely a session's start is compared with the bounds InvokedAfter and InvokedBefore. AWS does not say.</summary>
public enum BoundGrain
{
    /// <summary>The start counts as the second it lies in.</summary>
    Seconds,

    /// <summary>The start counts as it is told in StartDate.</summary>
    Milliseconds,
}

/// <summary>How DescribeSessions behaves where AWS's behaviour is in doubt, and what it allows. Also <c>/_sandbox/rules/sessions</c>.</summary>
public sealed record SessionRules
{
    /// <summary>How many calls a second an account may make in a Region, with as many at once; 0: any number. AWS's published quota is 6.</summary>
    public double CallsPerSecond { get; init; } = ServiceQuota.DescribeSessionsPerSecond;

    /// <summary>Whether a session that started exactly at InvokedAfter is given. AWS documents that it is.</summary>
    public bool InvokedAfterIsInclusive { get; init; } = true;

    /// <summary>Whether a session that started exactly at InvokedBefore is given. AWS documents that it is not.</summary>
    public bool InvokedBeforeIsInclusive { get; init; }

    /// <summary>How finely the two compare.</summary>
    public BoundGrain BoundGrain { get; init; }

    /// <summary>The order.</summary>
    public SessionOrder Order { get; init; }

    /// <summary>How many sessions of the window a page looks at, so that a page of a rare target may be short, or empty, and not be the last.</summary>
    public int LooksPerPage { get; init; } = 10_000;
}

/// <summary>What sessions add to the whole sandbox.</summary>
public static class SessionsCloud
{
    extension(Cloud cloud)
    {
        /// <summary>How DescribeSessions behaves from now on.</summary>
        public SessionRules SessionRules
        {
            get => cloud.Of(static () => new Holder()).Rules;
            set => cloud.Of(static () => new Holder()).Rules = value;
        }
    }

    private sealed class Holder
    {
        public SessionRules Rules { get; set; } = new();
    }
}

/// <summary>What sessions add to an account's Region.</summary>
public static class SessionsRegion
{
    extension(RegionState region)
    {
        /// <summary>The sessions of the account in this Region.</summary>
        public SessionStore Sessions => region.Of(() => new SessionStore(region));
    }
}
