using SessionLogging.Sessions.Reports;

namespace SsmSessionLogging.Sessions;

/// <summary>Takes what is piped for sessions and coverages: as Get-SsmSessionReport gives them, or as files, jobs and remote sessions give them back.</summary>
internal static class SessionInput
{
    /// <param name="input">What is piped.</param>
    /// <param name="regions">Where a session was that does not say it itself, as those of AWS Tools and of the AWS CLI do not: one Region, or none.</param>
    /// <returns>A <see cref="SessionRecord"/> or a <see cref="SessionReportCoverage"/>.</returns>
    /// <exception cref="NotASessionException">It is neither.</exception>
    internal static object Of(PSObject? input, string[]? regions = null) => input?.BaseObject switch
    {
        SessionRecord or SessionReportCoverage => input.BaseObject,
        PSCustomObject => FromProperties(input, regions),
        not (null or string) when regions is not null && input.Properties[nameof(SessionRecord.SessionId)]?.Value is string => FromProperties(input, regions),
        var other => throw new NotASessionException(other),
    };

    private static object FromProperties(PSObject input, string[]? regions)
    {
        if (!SessionProperties.MayBe(input.Properties.Select(property => property.Name)))
        {
            throw new NotASessionException(input);
        }

        try
        {
            var properties = input.Properties.Select(property => new KeyValuePair<string, object?>(property.Name, Value(property.Value)));
            return SessionProperties.Read(
                [.. regions is [var region] && input.Properties[nameof(SessionRecord.Region)] is null ? properties.Append(new(nameof(SessionRecord.Region), region)) : properties]);
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

        // A word of the AWS SDK, by which AWS Tools tell a session's status.
        { } word when word.GetType().BaseType?.FullName == "Amazon.Runtime.ConstantClass" => word.ToString(),
        _ => value,
    };
}
