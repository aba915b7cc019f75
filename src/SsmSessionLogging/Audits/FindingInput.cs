using SessionLogging.Audits;
using SessionLogging.Findings;

namespace SsmSessionLogging.Audits;

/// <summary>Takes what is piped for findings: as the tests give them, or as files, jobs and remote sessions give them back.</summary>
internal static class FindingInput
{
    /// <exception cref="FindingFileException">It is none (<c>NotAFinding</c>).</exception>
    internal static Finding Of(PSObject? input) => input?.BaseObject switch
    {
        Finding finding => finding,
        PSCustomObject => FindingJson.Read(name => TextOf(input.Properties[name]?.Value)) ?? throw FindingFileException.NotAFinding(input),
        var other => throw FindingFileException.NotAFinding(other),
    };

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: PSCustomObject } moment when moment.Properties["UtcDateTime"]?.Value is { } time => TextOf(time),
        PSObject wrapped => TextOf(wrapped.BaseObject),
        string text => text,
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IEnumerable several => string.Join(", ", several.Cast<object?>().Select(TextOf)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
