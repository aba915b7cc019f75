namespace SessionLogging.Sandbox.Wire;

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
