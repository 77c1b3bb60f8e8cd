// Redeems a voucher with nothing but the protos: a gRPC client of another language.
// Arguments: protos folder, address (host:port), token, request id, session, QR text. Prints the redemption or the
// refusal as JSON; exits with 0 or 3.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [protos, address, token, requestId, sessionId, qrText] = process.argv.slice(2);
const definition = loader.loadSync('vouchers/v1/redemption.proto', {
  includeDirs: [protos], keepCase: false, longs: String, enums: String, defaults: true,
});
const { RedemptionService } = grpc.loadPackageDefinition(definition).vouchers.v1;
const client = new RedemptionService(address, grpc.credentials.createInsecure());
const metadata = new grpc.Metadata();
metadata.set('authorization', `Bearer ${token}`);
const deadline = new Date(Date.now() + 10_000);
client.redeemVoucher({ requestId, sessionId, evidence: { qrText } }, metadata, { deadline }, (error, response) => {
  console.log(JSON.stringify(error ? { code: error.code, details: error.details } : response.redemption));
  client.close();
  process.exitCode = error ? 3 : 0;
});
