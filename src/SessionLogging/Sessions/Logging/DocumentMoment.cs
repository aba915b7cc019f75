namespace SessionLogging.Sessions.Logging;

/// <summary>What one version of a Session document says.</summary>
/// <param name="SessionType">The kind of session that it starts.</param>
/// <param name="Configuration">What it says about logging.</param>
/// <param name="SaysLogging">Whether it says anything about logging.</param>
internal sealed record DocumentReading(string? SessionType, LoggingConfiguration Configuration, bool SaysLogging);

/// <summary>What can have applied of a document at an instant.</summary>
/// <param name="Readings">Every reading that can have applied, as far as is known, each once.</param>
/// <param name="Doubt">Why another one can have applied too, in a sentence; <see langword="null"/> where none can.</param>
internal sealed record DocumentMoment(IReadOnlyList<DocumentReading> Readings, string? Doubt);
