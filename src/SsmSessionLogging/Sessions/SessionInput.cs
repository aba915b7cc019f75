using SessionLogging.Sessions.Reports;

namespace SsmSessionLogging.Sessions;

/// <summary>Takes what is piped for sessions and coverages: as Get-SsmSessionReport gives them, or as files, jobs and remote sessions give them back.</summary>
internal static class SessionInput
{
    /// <returns>A <see cref="SessionRecord"/> or a <see cref="SessionReportCoverage"/>.</returns>
    /// <exception cref="NotASessionException">It is neither.</exception>
    internal static object Of(PSObject? input) => input?.BaseObject switch
    {
        SessionRecord or SessionReportCoverage => input.BaseObject,
        PSCustomObject => FromProperties(input),
        var other => throw new NotASessionException(other),
    };

    private static object FromProperties(PSObject input)
    {
        if (!SessionProperties.MayBe(input.Properties.Select(property => property.Name)))
        {
            throw new NotASessionException(input);
        }

        try
        {
            return SessionProperties.Read([.. input.Properties.Select(property => new KeyValuePair<string, object?>(property.Name, Value(property.Value)))]);
        }
        catch (SessionRecordFormatException failure)
        {
            throw new NotASessionException(input, failure.Reason);
        }
    }

    private static object? Value(object? value) => value switch
    {
        // Neither knows DateTimeOffset: on the way it became the properties that it has.
        PSObject { BaseObject: PSCustomObject } moment when moment.Properties["UtcDateTime"]?.Value is { } time => (time as PSObject)?.BaseObject ?? time,
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };
}
