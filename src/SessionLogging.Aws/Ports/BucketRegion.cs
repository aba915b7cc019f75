using Amazon.Runtime.Internal;
using Amazon.S3;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Ports;

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
