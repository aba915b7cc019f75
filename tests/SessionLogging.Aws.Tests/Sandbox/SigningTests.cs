namespace SessionLogging.Aws.Tests.Sandbox;

public sealed partial class SigningTests : SandboxTest
{
    /// <summary>What is wrong with the signature, and what each service says to it.</summary>
    public static readonly TheoryData<string, string, string, string> Defects = new()
    {
        { "nothing", "200", "200", "200" },
        { "no signature", "400 MissingAuthenticationTokenException", "403 MissingAuthenticationToken", "403 AccessDenied" },
        { "unreadable", "400 IncompleteSignatureException", "400 IncompleteSignature", "400 AuthorizationHeaderMalformed" },
        { "unknown key", "400 UnrecognizedClientException", "403 InvalidClientTokenId", "403 InvalidAccessKeyId" },
        { "wrong secret", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch" },
        { "other body", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "400 XAmzContentSHA256Mismatch" },
        { "other header", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch" },
        { "six minutes old", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "200" },
        { "sixteen minutes old", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "403 RequestTimeTooSkewed" },
        { "sixteen minutes early", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "403 RequestTimeTooSkewed" },
        { "other service", "400 InvalidSignatureException", "400 UnknownOperationException", "400 UnknownOperationException" },
        { "unknown Region", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "400 AuthorizationHeaderMalformed" },
        { "other date", "400 InvalidSignatureException", "403 SignatureDoesNotMatch", "400 AuthorizationHeaderMalformed" },
        { "token of nothing", "400 UnrecognizedClientException", "403 InvalidClientTokenId", "400 InvalidToken" },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_request_that_is_not_signed_exactly_is_refused_as_each_service_does(string defect, string ssm, string sts, string s3)
    {
        Assert.Equal(ssm, await AnswerAsync(defect, "ssm"));
        Assert.Equal(sts, await AnswerAsync(defect, "sts"));
        Assert.Equal(s3, await AnswerAsync(defect, "s3"));
    }

    private async Task<string> AnswerAsync(string defect, string service)
    {
        var signer = new RawSigner(service);
        signer = defect switch
        {
            "unknown key" => signer with { AccessKeyId = "AKIANOBODYHASTHISKEY" },
            "wrong secret" => signer with { Secret = SandboxAccounts.Second.SecretAccessKey },
            "six minutes old" => signer with { Time = signer.Time.AddMinutes(-6) },
            "sixteen minutes old" => signer with { Time = signer.Time.AddMinutes(-16) },
            "sixteen minutes early" => signer with { Time = signer.Time.AddMinutes(16) },
            "other service" => signer with { Service = "dynamodb" },
            "unknown Region" => signer with { Region = "eu-nowhere-1" },
            "other date" => signer with { ScopeDate = "20200101" },
            _ => signer,
        };
        using var request = Signed(signer, service, defect == "token of nothing");
        Spoil(request, defect);

        using var http = new HttpClient();
        using var response = await http.SendAsync(request, Cancel);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        var code = Code.Match(body);
        return $"{(int)response.StatusCode} {code.Groups["code"].Value}".TrimEnd();
    }

    private HttpRequestMessage Signed(RawSigner signer, string service, bool withToken)
    {
        (string, string)[] token = withToken ? [("x-amz-security-token", "token")] : [];
        return service switch
        {
            "ssm" => signer.Sign(new Uri(Server.Url), HttpMethod.Post, $$"""{"Name":"{{Seeds.AwsDocument}}"}""", "application/x-amz-json-1.1", [("x-amz-target", "AmazonSSM.DescribeDocument"), .. token]),
            "sts" => signer.Sign(new Uri(Server.Url), HttpMethod.Post, "Action=GetCallerIdentity&Version=2011-06-15", "application/x-www-form-urlencoded", token),
            _ => signer.Sign(new Uri($"{Server.Url}/{Seeds.Bucket}/key"), HttpMethod.Put, "content", "text/plain", token),
        };
    }

    private static void Spoil(HttpRequestMessage request, string defect)
    {
        switch (defect)
        {
            case "no signature":
                request.Headers.Remove("Authorization");
                break;
            case "unreadable":
                request.Headers.Remove("Authorization");
                request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=AKIASANDBOXACCOUNT01");
                break;
            case "other body":
                var (body, contentType) = request.Content!.Headers.ContentType!.MediaType switch
                {
                    "application/x-amz-json-1.1" => ("{}", "application/x-amz-json-1.1"),
                    "application/x-www-form-urlencoded" => ("Action=GetCallerIdentity&Version=2011-06-15&x=1", "application/x-www-form-urlencoded"),
                    var other => ("other", other!),
                };
                request.Content = new StringContent(body, System.Text.Encoding.UTF8, contentType);
                break;
            case "other header":
                var date = request.Headers.GetValues("x-amz-date").Single();
                request.Headers.Remove("x-amz-date");
                request.Headers.Add("x-amz-date", date[..^2] + (date[^2] == '0' ? "1Z" : "0Z"));
                break;
        }
    }

    [GeneratedRegex("""(?:"__type":"|<Code>)(?<code>\w+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Code { get; }
}
