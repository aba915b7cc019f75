namespace SessionLogging.Accounts;

/// <summary>What a person, or the session they work in, said about one connection: one account in one Region.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The environment variable that says how many seconds a service may be silent, before its answer begins and between two bytes of it: above 0 and up to 3600; 60 where it is not set.</summary>
    public const string TimeoutVariable = "SSM_SESSION_LOGGING_TIMEOUT";

    /// <summary>The Region's system name; <see langword="null"/>: the profile's, then <see cref="AmbientRegion"/>, then the SDK's own chain.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the SDK's store or of the shared credentials and config files.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The credentials file to look <see cref="ProfileName"/> up in.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>An access key id; goes with <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret access key of <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The session token of temporary keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Credentials handed over as an object.</summary>
    public ICredentialSource? Credential { get; init; }

    /// <summary>Credentials that the session holds for every command (<c>$StoredAWSCredentials</c>); used where no option names others.</summary>
    public ICredentialSource? AmbientCredential { get; init; }

    /// <summary>The Region that the session holds for every command (<c>$StoredAWSRegion</c>).</summary>
    public string? AmbientRegion { get; init; }

    /// <summary>An address that stands for every service of the connection, without the name and password that may have stood before its host; S3 is then addressed path-style.</summary>
    public string? EndpointUrl
    {
        get;
        init => field = EndpointAddress.WithoutUserInfo(value);
    }

    /// <summary>A role to assume with the credentials found, without placeholders.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id that the role's trust policy asks for.</summary>
    public string? ExternalId { get; init; }
}
