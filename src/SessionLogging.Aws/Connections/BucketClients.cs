using System.Collections.Concurrent;
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

    public void Dispose()
    {
        _hostStyle.Dispose();
        _pathStyle.Dispose();
    }

    private static RegionalClients<AmazonS3Client> Make(AWSCredentials credentials, ClientSettings settings, bool pathStyle) =>
        new(settings, regional => new StrictS3Client(credentials, regional.ApplyToS3(new AmazonS3Config(), pathStyle)));
}

/// <summary>A client for S3 that reports every 404 as the error it is.</summary>
/// <remarks>The SDK's own answers GetBucketEncryption of a bucket that does not exist with an empty configuration.</remarks>
internal sealed class StrictS3Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Marshaller>(new ErrorsAreErrors());
    }

    private sealed class ErrorsAreErrors : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            executionContext.RequestContext.Request.Suppress404Exceptions = false;
            return base.InvokeAsync<T>(executionContext);
        }
    }
}

/// <summary>One service's clients, one for each Region, made at their first use.</summary>
internal sealed class RegionalClients<T>(ClientSettings settings, Func<ClientSettings, T> make) : IDisposable
    where T : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<T>> _made = new(StringComparer.Ordinal);

    /// <summary>The connection's own Region.</summary>
    internal string Home => settings.Region.SystemName;

    /// <summary>The client of a Region.</summary>
    internal T In(string region) =>
        _made.GetOrAdd(region, name => new Lazy<T>(() => make(settings with { Region = Regions.Named(name) }))).Value;

    public void Dispose()
    {
        foreach (var client in _made.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
