namespace SessionLogging.Sandbox.Wire;

/// <summary>A service refuses a request: the service's own code, HTTP status and words, in whatever form its protocol gives them.</summary>
#pragma warning disable CA1032, CA1064 // An answer on its way to the wire, not an exception that anybody outside catches or wraps.
internal sealed class AwsServiceException(string code, int status, string message) : Exception(message)
#pragma warning restore CA1032, CA1064
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Elements beside code and message, for example S3's <c>BucketName</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>Headers of the answer, for example S3's <c>x-amz-bucket-region</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
