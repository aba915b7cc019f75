using System.Net.Http.Headers;

namespace SessionLogging.Sandbox.S3;

/// <summary>The part of an object that a request asks for.</summary>
internal sealed record ByteRange(long First, long Last, long Whole)
{
    public long Length => Last - First + 1;

    public string Header => $"bytes {First}-{Last}/{Whole}";

    /// <summary>The range, or <see langword="null"/> where the header is not one range: then, as in S3, the whole object is given.</summary>
    /// <exception cref="Wire.AwsServiceException">The range lies behind the object's end.</exception>
    public static ByteRange? Of(string header, long whole)
    {
        if (!RangeHeaderValue.TryParse(header, out var parsed) || parsed.Unit != "bytes" || parsed.Ranges.Count != 1)
        {
            return null;
        }

        var asked = parsed.Ranges.Single();
        var (first, last) = asked.From is { } from
            ? (from, Math.Min(asked.To ?? long.MaxValue, whole - 1))
            : (Math.Max(0, whole - asked.To!.Value), whole - 1);
        return first <= last ? new ByteRange(first, last, whole) : throw S3Failures.InvalidRange(whole);
    }
}
