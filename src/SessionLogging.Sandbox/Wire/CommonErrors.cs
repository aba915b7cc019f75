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
