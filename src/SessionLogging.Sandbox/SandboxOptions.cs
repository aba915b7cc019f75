using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox;

/// <summary>How a sandbox is started.</summary>
public sealed record SandboxOptions
{
    /// <summary>The port on 127.0.0.1; 0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Dates everything that the services date, and where it runs on as the machine's does the answers too, and runs latencies, rates and status changes. Signatures may be of its time or of the machine's, as clients sign by either.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same clock, ahead of the machine's, or behind it where the time is negative.</summary>
    public static TimeProvider ClockAhead(TimeSpan time) => new ShiftedClock(TimeProvider.System.GetUtcNow() + time);

    /// <summary>How documents behave where AWS's behaviour is in doubt; settable later as <c>sandbox.Cloud.DocumentRules</c>.</summary>
    public DocumentRules DocumentRules { get; init; } = new();

    /// <summary>How many sessions of the last 30 days each account has in each Region with seeds (<see cref="SessionSeeds"/>); a million costs no memory.</summary>
    public int Sessions { get; init; }

    /// <summary>How DescribeSessions behaves, with the quota; settable later as <c>sandbox.Cloud.SessionRules</c>.</summary>
    public SessionRules SessionRules { get; init; } = new();

    /// <summary>Whether the sandbox holds the <see cref="Seeds"/>. The accounts and their key pairs are always there.</summary>
    public bool Seeded { get; init; } = true;

    /// <summary>A folder whose every <c>NAME.json</c> becomes a Session document of the first account in Ireland; <see langword="null"/>: none.</summary>
    public string? DocumentFolder { get; init; }
}
