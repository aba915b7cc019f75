using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Text;

namespace SessionLogging.Sessions.Logging;

/// <summary>What is known of one Session document over the days that sessions are remembered. Each version is read once, when it is first needed.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class DocumentTimeline(ISessionDocuments documents, string name, DocumentPromotions? promotions = null)
{
    private readonly Dictionary<string, DocumentReading> _readings = [];
    private readonly Dictionary<AppliedVersions, DocumentMoment> _moments = [];
    private DocumentHistory? _history;
    private string? _obstacle;

    /// <summary>What can have applied to a session that started then.</summary>
    internal async Task<DocumentMoment> AtAsync(DateTimeOffset? start, CancellationToken cancellationToken)
    {
        if (start is not { } instant)
        {
            return new DocumentMoment([], "The service does not say when the session started.");
        }

        if (_history is null && _obstacle is null)
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_history is null)
        {
            return new DocumentMoment([], _obstacle);
        }

        var applied = _history.At(instant);
        if (!_moments.TryGetValue(applied, out var moment))
        {
            _moments.Add(applied, moment = await ReadAsync(applied, cancellationToken).ConfigureAwait(false));
        }

        return moment;
    }

    private async Task<DocumentMoment> ReadAsync(AppliedVersions applied, CancellationToken cancellationToken)
    {
        var readings = new List<DocumentReading>();
        foreach (var i in applied.Indexes)
        {
            var reading = await ReadAsync(_history!.Versions[i].Version, cancellationToken).ConfigureAwait(false);
            if (!readings.Contains(reading))
            {
                readings.Add(reading);
            }
        }

        return new DocumentMoment(readings, applied.Doubt);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _history = await DocumentHistory.ReadAsync(documents, name, cancellationToken).ConfigureAwait(false);
            if (_history is null)
            {
                _obstacle = $"There is no document '{name}' now; whether there was one when the session started, since deleted, is not recorded.";
            }
            else if (_history.NeedsPromotions && promotions is not null)
            {
                _history.Learn(await promotions.OfAsync(name, cancellationToken).ConfigureAwait(false), promotions.Since);
            }
        }
        catch (AwsCallException failure)
        {
            _obstacle = $"The versions of the document '{name}' could not be looked at. {Wording.Reason(failure)}";
        }
    }

    private async Task<DocumentReading> ReadAsync(string version, CancellationToken cancellationToken)
    {
        if (_readings.TryGetValue(version, out var known))
        {
            return known;
        }

        DocumentReading reading;
        try
        {
            var content = await documents.GetAsync(name, version, cancellationToken).ConfigureAwait(false);
            var document = PreferenceDocument.Parse(content.Content);
            reading = new DocumentReading(
                document.SessionType, LoggingConfiguration.From(document), LoggingConfiguration.IsIn(document));
        }
        catch (AwsCallException failure)
        {
            reading = Unreadable($"Version {version} of '{name}' could not be read. {Wording.Reason(failure)}");
        }
        catch (PreferenceFormatException failure)
        {
            reading = Unreadable($"Version {version} of '{name}' cannot be read. {failure.Message}");
        }

        _readings.Add(version, reading);
        return reading;
    }

    private static DocumentReading Unreadable(string why) => new(SessionType: null, LoggingConfiguration.Unclear(why), SaysLogging: true);
}

/// <summary>What one version of a Session document says.</summary>
/// <param name="SessionType">The kind of session that it starts.</param>
/// <param name="Configuration">What it says about logging.</param>
/// <param name="SaysLogging">Whether it says anything about logging.</param>
internal sealed record DocumentReading(string? SessionType, LoggingConfiguration Configuration, bool SaysLogging)
{
    internal LoggingConfiguration AsPreferences => SessionType is null or PreferenceDocument.StandardStream
        ? Configuration
        : LoggingConfiguration.Unclear($"Its session type is '{SessionType}', so it holds no preferences.");
}

/// <summary>What can have applied of a document at an instant.</summary>
/// <param name="Readings">Every reading that can have applied, as far as is known, each once.</param>
/// <param name="Doubt">Why another one can have applied too, in a sentence; <see langword="null"/> where none can.</param>
internal sealed record DocumentMoment(IReadOnlyList<DocumentReading> Readings, string? Doubt)
{
    /// <summary>What the readings say about logging, each once.</summary>
    internal IReadOnlyList<LoggingConfiguration> Configurations { get; } = [.. Readings.Select(reading => reading.Configuration).Distinct()];

    /// <summary>The same where the document serves as the account's preferences, which only a document that starts a shell can.</summary>
    internal IReadOnlyList<LoggingConfiguration> AsPreferences { get; } = [.. Readings.Select(reading => reading.AsPreferences).Distinct()];
}
