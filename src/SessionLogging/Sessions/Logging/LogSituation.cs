using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>Everything that decides what is said of a session's log before anybody looks.</summary>
internal sealed record LogSituation
{
    /// <summary>The session.</summary>
    internal required Session Session { get; init; }

    /// <summary>The instant that it is judged at.</summary>
    internal required DateTimeOffset Now { get; init; }

    /// <summary>What decides about its logging.</summary>
    internal required LoggedBy LoggedBy { get; init; }

    /// <summary>The session's type, where it is known.</summary>
    internal required string? SessionType { get; init; }

    /// <summary>Every configuration that can have applied, as far as is known, each once.</summary>
    internal required IReadOnlyList<LoggingConfiguration> Configurations { get; init; }

    /// <summary>Why another configuration can have applied too; <see langword="null"/> where none can.</summary>
    internal required string? Doubt { get; init; }
}
