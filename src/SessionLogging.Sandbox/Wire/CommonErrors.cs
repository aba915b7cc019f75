namespace SessionLogging.Sandbox.Wire;

/// <summary>The refusals that every service knows; each protocol, and some services, have their own code and status for them.</summary>
internal enum CommonError
{
    /// <summary>The request is not signed.</summary>
    Unsigned,

    /// <summary>The signature's parts cannot be read.</summary>
    IncompleteSignature,

    /// <summary>Nobody has that access key id.</summary>
    UnknownKey,

    /// <summary>The session token is not the one that goes with the key.</summary>
    WrongToken,

    /// <summary>The temporary keys are over.</summary>
    ExpiredToken,

    /// <summary>The signature is scoped to another service, date or to no Region.</summary>
    WrongScope,

    /// <summary>The time of signing is too far from now.</summary>
    Skewed,

    /// <summary>The signature is not what the secret key gives.</summary>
    WrongSignature,

    /// <summary>The caller lacks a right.</summary>
    Denied,

    /// <summary>Too many calls.</summary>
    Throttled,

    /// <summary>The service failed.</summary>
    Internal,

    /// <summary>A member is missing, too long, or not of its pattern.</summary>
    Invalid,

    /// <summary>The body cannot be parsed.</summary>
    Unreadable,

    /// <summary>The service has no such operation, or the sandbox has not.</summary>
    UnknownOperation,
}

/// <summary>A service's code, HTTP status and usual words for a <see cref="CommonError"/>.</summary>
internal sealed record ErrorForm(string Code, int Status, string Message)
{
    public AwsServiceException ToException(string? message) => new(Code, Status, message ?? Message);
}

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
