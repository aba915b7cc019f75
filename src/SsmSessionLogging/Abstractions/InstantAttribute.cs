using System.Globalization;
using System.Management.Automation;

namespace SsmSessionLogging.Abstractions;

/// <summary>Takes a time: ISO 8601 first, whatever calendar the session's culture counts by; a time without a zone is local.</summary>
/// <remarks>PowerShell reads text by the culture, by which 2026 is a year of the sixteenth or of the twenty-seventh century where Buddhist or Persian years are counted. So every parameter that is a time carries this.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InstantAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Formats =
    [
        .. from date in new[] { "yyyy-MM-dd", "yyyyMMdd" }
           from between in new[] { "'T'", "' '" }
           from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF", "HHmm", "HHmmss" }
           from zone in new[] { "", "K", "zz", "' 'K" }
           select date + between + time + zone,
        "yyyy-MM-dd",
        "yyyyMMdd",
        "yyyy-MM",
    ];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && TryRead(text.Trim()) is { } time ? time : inputData;

    private static DateTimeOffset? TryRead(string text) =>
        DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time : null;
}
