using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.S3;

/// <summary>The bucket and key that a request names: in the path, or the bucket in the host (<c>bucket.localhost</c>).</summary>
internal sealed record S3Address(string? Bucket, string? Key, bool InHost)
{
    private const string HostSuffix = ".localhost";

    public string Resource => Bucket is null ? "*" : Key is null ? $"arn:aws:s3:::{Bucket}" : $"arn:aws:s3:::{Bucket}/{Key}";

    public static S3Address Of(WireRequest request)
    {
        var path = Uri.UnescapeDataString(request.RawPath.TrimStart('/'));
        var host = (request.Header("Host") ?? "").Split(':')[0];
        if (host.EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase))
        {
            return new S3Address(host[..^HostSuffix.Length], NotEmpty(path), InHost: true);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new S3Address(NotEmpty(path), Key: null, InHost: false)
            : new S3Address(path[..slash], NotEmpty(path[(slash + 1)..]), InHost: false);
    }

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;
}
