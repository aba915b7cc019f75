using System.Diagnostics.CodeAnalysis;

namespace SessionLogging.Sandbox.Signing;

/// <summary>What a request says about its signature: in the <c>Authorization</c> header, or in the address where it is presigned.</summary>
internal sealed record SignedWith
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public required string AccessKeyId { get; init; }

    /// <summary>The scope's date, <c>yyyyMMdd</c>.</summary>
    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    /// <summary>The time of signing as sent, <c>yyyyMMddTHHmmssZ</c>.</summary>
    public required string Timestamp { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? Token { get; init; }

    /// <summary>How long a presigned address is good; <see langword="null"/> where the header signs.</summary>
    public TimeSpan? GoodFor { get; init; }

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Whether the request is signed at all, readably or not.</summary>
    public static bool IsClaimed(WireRequest request)
        => request.Header("Authorization") is not null || request.HasQuery("X-Amz-Signature") || request.HasQuery("X-Amz-Credential");

    /// <summary>Reads the signature's parts.</summary>
    public static bool TryRead(WireRequest request, [NotNullWhen(true)] out SignedWith? signed)
    {
        signed = request.Header("Authorization") is { } header ? FromHeader(request, header) : FromQuery(request);
        return signed is not null;
    }

    private static SignedWith? FromHeader(WireRequest request, string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header[(Algorithm.Length + 1)..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .DistinctBy(part => part[0], StringComparer.Ordinal)
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return From(
            parts.GetValueOrDefault("Credential"),
            parts.GetValueOrDefault("SignedHeaders"),
            parts.GetValueOrDefault("Signature"),
            request.Header("X-Amz-Date"),
            request.Header("X-Amz-Security-Token"));
    }

    private static SignedWith? FromQuery(WireRequest request)
    {
        if (request.QueryValue("X-Amz-Algorithm") != Algorithm
            || !int.TryParse(request.QueryValue("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var signed = From(
            request.QueryValue("X-Amz-Credential"),
            request.QueryValue("X-Amz-SignedHeaders"),
            request.QueryValue("X-Amz-Signature"),
            request.QueryValue("X-Amz-Date"),
            request.QueryValue("X-Amz-Security-Token"));
        return signed is null ? null : signed with { GoodFor = TimeSpan.FromSeconds(seconds) };
    }

    private static SignedWith? From(string? credential, string? signedHeaders, string? signature, string? timestamp, string? token)
    {
        if (credential?.Split('/') is not [{ Length: > 0 } key, var date, var region, var service, "aws4_request"]
            || signedHeaders is null
            || signature is null
            || !DateTimeOffset.TryParseExact(timestamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return null;
        }

        return new SignedWith
        {
            AccessKeyId = key,
            Date = date,
            Region = region,
            Service = service,
            SignedHeaders = signedHeaders.Split(';', StringSplitOptions.RemoveEmptyEntries),
            Signature = signature,
            Timestamp = timestamp!,
            Time = time,
            Token = token,
        };
    }
}
