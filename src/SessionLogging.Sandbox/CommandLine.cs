using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        usage: SessionLogging.Sandbox [--port N] [--clock TIME | --clock-ahead SECONDS] [--duplicate-content latest|any] [--documents FOLDER]
                                       [--sessions N] [--session-quota RATE] [--accounts N] [--refusing-accounts N] [--inactive-accounts N] [--parent PID]

          --port N               the port on 127.0.0.1; 0, any free one, is the default
          --clock TIME           the sandbox's time at its start, ISO 8601, for example 2024-10-15T21:22:05Z; it runs on from there
          --clock-ahead SECONDS  the same, so many seconds ahead of the machine's clock, or behind it
          --duplicate-content    whether UpdateDocument refuses content equal to the latest version's (the default) or to any version's
          --documents FOLDER     makes a Session document of each NAME.json there, in the first account and eu-west-1
          --sessions N           so many sessions of the last 30 days in each account, in eu-west-1 and us-east-1; none is the default
          --session-quota RATE   how many calls a second DescribeSessions allows an account in a Region; 6 is the default, 0 any number
          --accounts N           so many active accounts more in the organization, with roles and preferences; none is the default
          --refusing-accounts N  so many more without roles, and
          --inactive-accounts N  so many more that are suspended, pending or closed
          --parent PID           stop when that process is gone

        The first line on standard output is the URL. Ctrl+C, SIGTERM or POST URL/_sandbox/stop stops it.
        """;

    public SandboxOptions Options { get; private init; } = new();

    public int? ParentId { get; private init; }

    public static bool TryParse(string[] arguments, [NotNullWhen(true)] out CommandLine? commandLine, [NotNullWhen(false)] out string? problem)
    {
        commandLine = null;
        problem = null;
        var parsed = new CommandLine();
        for (var index = 0; index < arguments.Length; index += 2)
        {
            if (index + 1 == arguments.Length)
            {
                problem = $"{arguments[index]} needs a value.";
                return false;
            }

            if (parsed.With(arguments[index], arguments[index + 1]) is not { } next)
            {
                problem = $"{arguments[index]} {arguments[index + 1]} is not understood.";
                return false;
            }

            parsed = next;
        }

        commandLine = parsed;
        return true;
    }

    /// <summary>Done when the parent is gone; never where none was named.</summary>
    public async Task ParentGoneAsync()
    {
        if (ParentId is not { } id)
        {
            await Task.Delay(Timeout.Infinite);
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    private CommandLine? With(string name, string value) => name switch
    {
        "--port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) => this with { Options = Options with { Port = port } },
        "--clock" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            => this with { Options = Options with { Clock = new ShiftedClock(start) } },
        "--clock-ahead" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < TimeSpan.FromDays(36_500).TotalSeconds
            => this with { Options = Options with { Clock = SandboxOptions.ClockAhead(TimeSpan.FromSeconds(seconds)) } },
        "--duplicate-content" when Enum.TryParse<DuplicateContent>(value, ignoreCase: true, out var compared)
            => this with { Options = Options with { DocumentRules = Options.DocumentRules with { DuplicateContent = compared } } },
        "--documents" when Directory.Exists(value) => this with { Options = Options with { DocumentFolder = value } },
        "--sessions" when Count(value) is { } count
            => this with { Options = Options with { Sessions = count } },
        "--session-quota" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            => this with { Options = Options with { SessionRules = Options.SessionRules with { CallsPerSecond = rate } } },
        "--accounts" when Count(value) is { } accounts => this with { Options = Options with { Organization = Options.Organization with { Accounts = accounts } } },
        "--refusing-accounts" when Count(value) is { } refusing => this with { Options = Options with { Organization = Options.Organization with { Refusing = refusing } } },
        "--inactive-accounts" when Count(value) is { } inactive => this with { Options = Options with { Organization = Options.Organization with { Inactive = inactive } } },
        "--parent" when int.TryParse(value, CultureInfo.InvariantCulture, out var id) => this with { ParentId = id },
        _ => null,
    };

    private static int? Count(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}

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

    /// <summary>Whether every quota that is known or assumed holds, of each account in each Region; without it those of DescribeSessions alone do, unless a service's own rules say more.</summary>
    public bool HasQuotas { get; init; }

    /// <summary>A sandbox that this one takes the place of at its address: clients keep the temporary keys that it gave, so they are known here too.</summary>
    public SandboxServer? Follows { get; init; }

    /// <summary>The accounts of the organization beside the two.</summary>
    public OrganizationOptions Organization { get; init; } = new();

    /// <summary>Whether the sandbox holds the <see cref="Seeds"/>. The accounts and their key pairs are always there.</summary>
    public bool Seeded { get; init; } = true;

    /// <summary>A folder whose every <c>NAME.json</c> becomes a Session document of the first account in Ireland; <see langword="null"/>: none.</summary>
    public string? DocumentFolder { get; init; }
}
