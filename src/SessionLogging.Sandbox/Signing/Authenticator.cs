namespace SessionLogging.Sandbox.Signing;

/// <summary>Finds out who sent a request, and refuses what is not signed exactly as it should be.</summary>
/// <remarks>
/// The time of signing is compared with the machine's clock, by which SDKs sign whatever day a test plays on, or else with the sandbox's, by
/// which they sign once they have learned it from the date of an answer. Temporary keys end by the sandbox's clock.
/// </remarks>
internal sealed class Authenticator(CredentialBook credentials, TimeProvider clock)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The caller's keys and the Region of the scope. The request's body is the payload afterwards, without chunk framing.</summary>
    public (Credential Credential, string Region) Authenticate(WireRequest request, SandboxService service)
    {
        if (!SignedWith.IsClaimed(request))
        {
            throw service.Error(CommonError.Unsigned);
        }

        if (!SignedWith.TryRead(request, out var signed))
        {
            throw service.Error(CommonError.IncompleteSignature);
        }

        var credential = credentials.Find(signed.AccessKeyId) ?? throw service.Error(CommonError.UnknownKey);
        if (signed.Token != credential.SessionToken)
        {
            throw service.Error(CommonError.WrongToken);
        }

        CheckScope(signed, service);
        CheckTime(signed, service);
        CheckSignature(request, signed, credential, service);
        if (credentials.HasExpired(credential))
        {
            throw service.Error(CommonError.ExpiredToken);
        }

        return (credential, signed.Region);
    }

    private static void CheckScope(SignedWith signed, SandboxService service)
    {
        if (signed.Service != service.SigningName)
        {
            throw service.Error(CommonError.WrongScope, $"Credential should be scoped to correct service: '{service.SigningName}'.");
        }

        if (!RegionNames.Exists(signed.Region))
        {
            throw service.Error(CommonError.WrongScope, $"Credential should be scoped to a valid region; there is no Region '{signed.Region}'.");
        }

        if (!signed.Timestamp.StartsWith(signed.Date, StringComparison.Ordinal))
        {
            throw service.Error(CommonError.WrongScope, $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signed.Date}' != '{signed.Timestamp[..8]}', from '{signed.Timestamp}'.");
        }
    }

    private void CheckTime(SignedWith signed, SandboxService service)
    {
        var now = TimeProvider.System.GetUtcNow();
        var allowed = service.AllowedSkew;
        var good = signed.GoodFor ?? allowed;
        var ours = clock.GetUtcNow();
        if (signed.Time + good >= ours && signed.Time - allowed <= ours)
        {
            return;
        }

        if (signed.Time + good < now)
        {
            throw signed.GoodFor is null
                ? service.Error(CommonError.Skewed, $"Signature expired: {signed.Timestamp} is now earlier than {Text(now - allowed)} ({Text(now)} - {allowed.TotalMinutes:0} min.)")
                : service.Error(CommonError.Denied, "Request has expired");
        }

        if (signed.Time - allowed > now)
        {
            throw service.Error(CommonError.Skewed, $"Signature not yet current: {signed.Timestamp} is still later than {Text(now + allowed)} ({Text(now)} + {allowed.TotalMinutes:0} min.)");
        }

        static string Text(DateTimeOffset time) => time.ToString(TimeFormat, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void CheckSignature(WireRequest request, SignedWith signed, Credential credential, SandboxService service)
    {
        if (!signed.SignedHeaders.Contains("host", StringComparer.Ordinal))
        {
            throw service.Error(CommonError.IncompleteSignature, "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }

        var key = SignatureV4.SigningKey(credential.SecretAccessKey, signed);
        var streamed = service as IStreamedPayload;
        var payloadHash = streamed?.PayloadHash(request, signed.GoodFor is not null) ?? SignatureV4.Hash(request.RawBody);
        var expected = SignatureV4.Sign(request, signed, key, payloadHash, service.SignsPathTwiceEncoded);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signed.Signature)))
        {
            throw service.Error(CommonError.WrongSignature);
        }

        streamed?.Accept(request, signed, key);
    }
}

/// <summary>A service whose payloads need not be hashed whole before they are sent: S3. Every other service signs its body's hash.</summary>
internal interface IStreamedPayload
{
    /// <summary>What stands for the payload in the signature: a hash that the body must have, or the name of a way of sending it.</summary>
    string PayloadHash(WireRequest request, bool presigned);

    /// <summary>Checks the payload against what was signed and sets the request's body to it, without chunk framing.</summary>
    void Accept(WireRequest request, SignedWith signed, byte[] signingKey);
}
