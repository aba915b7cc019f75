using Amazon.Runtime;
using Amazon.S3;

namespace SessionLogging.Aws.Connections;

/// <summary>The clients for S3: a bucket is asked in its Region, and by its host name where it can be.</summary>
internal sealed class BucketClients(AWSCredentials credentials, ClientSettings settings) : IDisposable
{
    private readonly RegionalClients<AmazonS3Client> _hostStyle = Make(credentials, settings, pathStyle: false);
    private readonly RegionalClients<AmazonS3Client> _pathStyle = Make(credentials, settings, pathStyle: true);

    /// <summary>The connection's own Region.</summary>
    internal string Home => _hostStyle.Home;

    /// <summary>The client for what belongs to no bucket.</summary>
    internal AmazonS3Client OfAccount() => _hostStyle.In(Home);

    /// <summary>The client for a bucket in a Region.</summary>
    /// <remarks>The certificate of <c>*.s3.REGION.amazonaws.com</c> covers one label, so a bucket with a period must stand in the path.</remarks>
    internal AmazonS3Client Of(string bucket, string region) => (bucket.Contains('.') ? _pathStyle : _hostStyle).In(region);

    /// <inheritdoc/>
    public void Dispose()
    {
        _hostStyle.Dispose();
        _pathStyle.Dispose();
    }

    private static RegionalClients<AmazonS3Client> Make(AWSCredentials credentials, ClientSettings settings, bool pathStyle) =>
        new(settings, regional => new StrictS3Client(credentials, regional.ApplyToS3(new AmazonS3Config(), pathStyle)));
}
