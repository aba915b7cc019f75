namespace SessionLogging.Sandbox.Wire;

/// <summary>One AWS service: how it is recognised on the wire, what it can be asked, and how it says no.</summary>
internal abstract class SandboxService
{
    /// <summary>The service's id as SDKs name it, for example <c>SSM</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The name in credential scopes and ARNs, for example <c>ssm</c>.</summary>
    public abstract string SigningName { get; }

    /// <summary>Whether one place answers for all Regions, so that the signature's Region need not be one that the account has enabled.</summary>
    public virtual bool IsGlobal => false;

    /// <summary>How far the time of signing may be from now.</summary>
    public virtual TimeSpan AllowedSkew => TimeSpan.FromMinutes(5);

    /// <summary>Whether paths are signed with each segment encoded a second time: every service but S3 does.</summary>
    public virtual bool SignsPathTwiceEncoded => true;

    /// <summary>What the sandbox answers of this service.</summary>
    public abstract IReadOnlyCollection<Operation> Operations { get; }

    /// <summary>How the service behaves where AWS's behaviour is in doubt or takes time; none where there is nothing to choose.</summary>
    public virtual IReadOnlyList<RuleSet> RuleSets => [];

    /// <summary>The service's codes for the refusals that all services know.</summary>
    protected abstract ImmutableDictionary<CommonError, ErrorForm> CommonErrors { get; }

    /// <summary>Whether a request is meant for this service.</summary>
    public abstract bool Claims(WireRequest request, string? scopeService);

    /// <summary>The name of the operation that is asked, known or not.</summary>
    public abstract string NameOf(WireRequest request);

    /// <summary>The operation that is asked, or <see langword="null"/> where the sandbox has none such.</summary>
    public virtual Operation? Find(WireRequest request)
    {
        var name = NameOf(request);
        return Operations.FirstOrDefault(operation => operation.Name == name);
    }

    /// <summary>The answer that says no.</summary>
    public abstract WireResponse Refuse(AwsServiceException error, WireRequest request, string requestId);

    /// <summary>Puts the ids on a successful answer.</summary>
    public virtual void Stamp(WireResponse response, string requestId) => response.Headers["x-amzn-RequestId"] = requestId;

    /// <summary>One of the refusals that all services know, in this service's words unless <paramref name="message"/> has others.</summary>
    public AwsServiceException Error(CommonError error, string? message = null) => CommonErrors[error].ToException(message);

    /// <summary>The refusal for want of a right.</summary>
    public virtual AwsServiceException Denied(Principal caller, string action, string resource) => Error(
        CommonError.Denied,
        $"User: {caller.Arn} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action");

    /// <summary>Hears of every call of one of the operations that had its effect, was refused or failed, before anybody is answered.</summary>
    public virtual void Answered(Operation operation, Call call, WireResponse response)
    {
    }

    /// <summary>Answers what somebody arranges over <c>/_sandbox/NAME/ACCOUNT/REGION/…</c>, or <see langword="null"/> where there is nothing of the kind.</summary>
    public virtual WireResponse? Arrange(WireRequest request, RegionState region, string path) => null;
}

/// <summary>Answers what no service of the sandbox claims, so that a client reads what the sandbox lacks.</summary>
internal sealed class UnknownService(IReadOnlyList<SandboxService> known) : JsonService
{
    public override string Id => "Unknown";

    public override string SigningName => "unknown";

    protected override string TargetPrefix => "";

    public override string NameOf(WireRequest request) => request.Header("X-Amz-Target") ?? $"{request.Method} {request.RawPath}";

    public override WireResponse Refuse(AwsServiceException error, WireRequest request, string requestId) => base.Refuse(
        Error(CommonError.UnknownOperation, $"The sandbox has no service for {NameOf(request)}; it has {string.Join(", ", known.Select(service => service.Id))}."),
        request,
        requestId);
}

/// <summary>Rules of a service that can be read and changed while it runs, over <c>/_sandbox/rules/NAME</c>.</summary>
/// <param name="Name">The name in the address.</param>
/// <param name="Read">Gives the record of rules as it stands.</param>
/// <param name="Change">Puts another record of the same type in its place.</param>
internal sealed record RuleSet(string Name, Func<object> Read, Action<object> Change);

/// <summary>An authenticated request: what was sent, with whose keys, and the state it acts on.</summary>
internal sealed record Call(WireRequest Request, Credential Credential, RegionState Region, string RequestId)
{
    public Principal Caller => Credential.Principal;

    public AccountState Account => Region.Account;

    public Cloud Cloud => Account.Cloud;
}

/// <summary>Something a service can be asked.</summary>
/// <param name="Name">The API's name, for example <c>HeadBucket</c>.</param>
/// <param name="Action">The IAM action that it needs, for example <c>s3:ListBucket</c>.</param>
/// <param name="Run">Does it and gives the answer; throws <see cref="AwsServiceException"/>.</param>
/// <param name="Resource">The ARN that a refusal for want of <paramref name="Action"/> names.</param>
internal sealed record Operation(string Name, string Action, Func<Call, WireResponse> Run, Func<Call, string> Resource)
{
    /// <summary>What the model demands of the members; none where they are not members of one body.</summary>
    public IReadOnlyList<MemberRule> Rules { get; init; } = [];
}
