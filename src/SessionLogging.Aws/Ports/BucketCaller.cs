using System.Collections.Concurrent;
using Amazon.S3;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws.Ports;

/// <summary>Asks about buckets in the connection's Region, and where a bucket lies in another, there.</summary>
/// <remarks>Where a bucket lies is remembered, so that it costs one call more once in a command, and neither for each object nor in each account.</remarks>
internal sealed class BucketCaller(BucketClients clients, AwsCaller caller, ConcurrentDictionary<string, string> elsewhere)
{
    internal const string Service = "S3";

    /// <summary>The Region in which a bucket was asked about last: its own, where S3 told it from the connection's.</summary>
    internal string RegionOf(string bucket) => elsewhere.TryGetValue(bucket, out var known) ? known : clients.Home;

    /// <summary>Makes one call about a bucket.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal async Task<T> CallAsync<T>(
        string operation, string bucket, Func<AmazonS3Client, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await CallAsync(operation, bucket, call, static answer => answer, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes one call about a bucket and reads the answer.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="read">Takes from the answer what is wanted of it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal async Task<TResult> CallAsync<TAnswer, TResult>(
        string operation,
        string bucket,
        Func<AmazonS3Client, CancellationToken, Task<TAnswer>> call,
        Func<TAnswer, TResult> read,
        CancellationToken cancellationToken)
    {
        string? named = null;
        try
        {
            return await InAsync(RegionOf(bucket)).ConfigureAwait(false);
        }
        catch (AwsCallException) when (named is not null)
        {
            elsewhere[bucket] = named;
            return await InAsync(named).ConfigureAwait(false);
        }

        Task<TResult> InAsync(string region) => caller.In(region).CallAsync(Service, operation, ct => AskAsync(region, ct), read, cancellationToken);

        async Task<TAnswer> AskAsync(string region, CancellationToken ct)
        {
            try
            {
                return await call(clients.Of(bucket, region), ct).ConfigureAwait(false);
            }
            catch (AmazonS3Exception failure)
            {
                named = BucketRegion.NamedBy(failure) is { } other && other != region ? other : null;
                throw;
            }
        }
    }
}

/// <summary>Where S3 says that a bucket lies when it was asked in another Region.</summary>
internal static class BucketRegion
{
    private const string Header = "x-amz-bucket-region";

    /// <summary>The Region that an answer names, or <see langword="null"/>.</summary>
    internal static string? NamedBy(AmazonS3Exception failure) =>
        failure.InnerException is HttpErrorResponseException { Response: { } answer } && answer.IsHeaderPresent(Header)
            && answer.GetHeaderValue(Header) is var named && RegionName.IsOne(named)
            ? named
            : null;
}
