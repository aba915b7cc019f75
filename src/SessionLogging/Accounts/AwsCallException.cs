namespace SessionLogging.Accounts;

/// <summary>How a call to AWS failed, in the terms that decide what to do next.</summary>
public enum AwsCallFailure
{
    /// <summary>The service refused the request by a rule of its own.</summary>
    Refused,

    /// <summary>The credentials lack a right, are wrong or have expired.</summary>
    Denied,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>The state changed in between or the thing exists already.</summary>
    Conflict,

    /// <summary>Too many calls, also after the retries.</summary>
    Throttled,

    /// <summary>No usable answer came: name resolution, connection, TLS, a broken answer, or an error on the service's side after the retries.</summary>
    Unreachable,

    /// <summary>No answer came in time, or not all of it.</summary>
    Timeout,

    /// <summary>An answer came that does not keep to the service's model: what it has to hold is not there, or a list has no end.</summary>
    Malformed,
}

/// <summary>A call to AWS failed.</summary>
/// <remarks>Carries no exception of an SDK, so that nobody needs the SDK's types to read it.</remarks>
public sealed class AwsCallException : SessionLoggingException
{
    /// <summary>Describes a failed call.</summary>
    public AwsCallException(
        AwsCallFailure kind, string service, string operation, string? code, string? requestId, int? httpStatus, string answer)
        : base(Describe(service, operation, code, requestId, answer))
    {
        Kind = kind;
        Service = service;
        Operation = operation;
        Code = code;
        RequestId = requestId;
        HttpStatus = httpStatus;
        Answer = answer;
        Cause = AwsCallCauses.Of(service, operation, kind, code, answer);
    }

    /// <summary>What kind of failure it was.</summary>
    public AwsCallFailure Kind { get; }

    /// <summary>Why it failed, where more is known than the kind.</summary>
    public AwsCallCause Cause { get; init; }

    /// <summary>The service id of the service model, for example <c>SSM</c>.</summary>
    public string Service { get; }

    /// <summary>The API's name of the operation.</summary>
    public string Operation { get; }

    /// <summary>
    /// The IAM action that the call needs, for example <c>s3:GetEncryptionConfiguration</c>; of a denied call the one that the service names, which may
    /// be another: <c>kms:Decrypt</c> on a bucket's key, <c>s3:ListBucket</c> for an object that is not there.
    /// </summary>
    public string Action => (Kind is AwsCallFailure.Denied ? IamAction.NamedIn(Answer) : null) ?? IamAction.For(Service, Operation);

    /// <summary>The service's error code, for example <c>InvalidDocument</c>; <see langword="null"/> where no answer came.</summary>
    public string? Code { get; }

    /// <summary>The request id to give to AWS support, where an answer came.</summary>
    public string? RequestId { get; }

    /// <summary>The HTTP status code, where an answer came.</summary>
    public int? HttpStatus { get; }

    /// <summary>What the service, or the network, said.</summary>
    public string Answer { get; }

    /// <summary>Whether the request may have had its effect although it failed.</summary>
    public bool MayHaveHappened => Kind is AwsCallFailure.Unreachable or AwsCallFailure.Timeout or AwsCallFailure.Malformed;

    /// <summary>Whether the service does not know the credentials: they are wrong, or the account has not enabled the Region.</summary>
    public bool IsOfUnknownCredentials => Code is "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId" or "AuthFailure";

    /// <summary>Whether the credentials are good and only lack the right to this call.</summary>
    public bool IsOfMissingRight =>
        Kind is AwsCallFailure.Denied && Code is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "NotAuthorized";

    /// <inheritdoc/>
    public override bool IsOfIdentity => Cause is AwsCallCause.TokenExpired or AwsCallCause.ClockSkewed or AwsCallCause.RoleRefused
        || (IsOfUnknownCredentials && Cause is not AwsCallCause.RegionNotEnabled);

    /// <summary>Whether the same call may succeed a moment later: no right is missing and no rule of the service stands against it.</summary>
    internal bool MayPass => Kind is not (AwsCallFailure.Denied or AwsCallFailure.Refused);

    /// <inheritdoc/>
    public override string ErrorId => Cause is not AwsCallCause.Unstated ? Cause.ToString() : Kind switch
    {
        AwsCallFailure.Denied => "AccessDenied",
        AwsCallFailure.NotFound => "NotFound",
        AwsCallFailure.Conflict => "Conflict",
        AwsCallFailure.Throttled => "Throttled",
        AwsCallFailure.Unreachable => "Unreachable",
        AwsCallFailure.Timeout => "Timeout",
        AwsCallFailure.Malformed => "AnswerMalformed",
        _ => "Refused",
    };

    /// <inheritdoc/>
    public override FailureCategory Category => Kind switch
    {
        AwsCallFailure.Denied => FailureCategory.Denied,
        AwsCallFailure.NotFound => FailureCategory.NotFound,
        AwsCallFailure.Conflict => FailureCategory.Conflict,
        AwsCallFailure.Throttled => FailureCategory.Throttled,
        AwsCallFailure.Unreachable => FailureCategory.Unreachable,
        AwsCallFailure.Timeout => FailureCategory.Timeout,
        AwsCallFailure.Malformed => FailureCategory.InvalidData,
        _ => FailureCategory.Refused,
    };

    /// <inheritdoc/>
    public override string? RecommendedAction => AwsCallCauses.AdviceFor(this) ?? Kind switch
    {
        AwsCallFailure.Denied when IsOfMissingRight => IamStatement.Advice(this),
        AwsCallFailure.Denied => $"Check that the credentials are current and allow {Action}.",
        AwsCallFailure.NotFound => "Check the name, the account and the Region.",
        AwsCallFailure.Conflict => "Run the command again: it reads the present state first.",
        AwsCallFailure.Throttled => "Run the command again later, or raise AWS_MAX_ATTEMPTS.",
        AwsCallFailure.Unreachable => "Check the network, the proxy and the Region's endpoint, then run the command again.",
        AwsCallFailure.Timeout =>
            $"Run the command again; if it stays, check the network path to the Region's endpoint, or set {ConnectionOptions.TimeoutVariable} to more seconds.",
        AwsCallFailure.Malformed => "Check that the endpoint and the proxy are those of AWS; run the command again, and tell AWS support if it stays.",
        _ => null,
    };

    /// <inheritdoc/>
    public override object? Subject => About;

    /// <summary>What the call was about, where the failure is that thing's and no document's: a role's ARN.</summary>
    public string? About { get; init; }

    /// <summary>The same failure with what was found out about it since.</summary>
    /// <param name="cause">Why it happened.</param>
    /// <param name="answer">What it says then; <see langword="null"/>: what it said.</param>
    /// <param name="about">What it is about.</param>
    public AwsCallException Because(AwsCallCause cause, string? answer = null, string? about = null) =>
        new(Kind, Service, Operation, Code, RequestId, HttpStatus, answer ?? Answer) { Cause = cause, About = about ?? About };

    private static string Describe(string service, string operation, string? code, string? requestId, string answer)
    {
        var said = ShownText.Of(code is null ? answer : $"{code}: {answer}");
        var id = requestId is null ? "" : $" (request id {requestId})";
        return $"{service} {operation} failed: {said.TrimEnd('.', ' ')}{id}.";
    }
}
