#!/usr/bin/env python3
"""The known answers of src/kernel/sealing/sealing_test.cpp, made without libsodium.

HChaCha20 is written out here and checked against draft-irtf-cfrg-xchacha-03, section 2.2.1; the
rest is the cryptography package and hashlib. Prints one value a line, in the test's order."""
import base64, hashlib, struct
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
def rotl(x,n): return ((x<<n)|(x>>(32-n)))&0xffffffff
def qr(s,a,b,c,d):
    s[a]=(s[a]+s[b])&0xffffffff; s[d]=rotl(s[d]^s[a],16)
    s[c]=(s[c]+s[d])&0xffffffff; s[b]=rotl(s[b]^s[c],12)
    s[a]=(s[a]+s[b])&0xffffffff; s[d]=rotl(s[d]^s[a],8)
    s[c]=(s[c]+s[d])&0xffffffff; s[b]=rotl(s[b]^s[c],7)
def hchacha(key,n16):
    s=list(struct.unpack('<4I',b'expand 32-byte k'))+list(struct.unpack('<8I',key))+list(struct.unpack('<4I',n16))
    for _ in range(10):
        qr(s,0,4,8,12);qr(s,1,5,9,13);qr(s,2,6,10,14);qr(s,3,7,11,15)
        qr(s,0,5,10,15);qr(s,1,6,11,12);qr(s,2,7,8,13);qr(s,3,4,9,14)
    return struct.pack('<8I',*(s[0:4]+s[12:16]))
def x_enc(key,nonce,plain,ad):
    return ChaCha20Poly1305(hchacha(key,nonce[:16])).encrypt(b'\0'*4+nonce[16:],plain,ad)
b64=lambda b: base64.urlsafe_b64encode(b).rstrip(b'=').decode()
# draft vector of HChaCha20 (draft-irtf-cfrg-xchacha-03, 2.2.1)
assert hchacha(bytes(range(32)),bytes.fromhex('000000090000004a0000000031415927')).hex()=='82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc'
circle=bytes(range(32)); thing=b'note-1'; nonce=bytes(range(100,124))
key=hashlib.blake2b(b'rapport note key 1|'+thing,key=circle,digest_size=32).digest()
text='Amina tried the timer. Ça marche.'.encode()
pad=256-len(text)%256
plain=text+b'\x80'+b'\0'*(pad-1)
ad=b'rapport note 1'
for p in (b'district-1',b'circle-1',thing): ad+=b'|%d:'%len(p)+p
ad+=b'|3|2'
print(b64(b'\x01'+nonce+x_enc(key,nonce,plain,ad)))
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import *
print(b64(X25519PrivateKey.from_private_bytes(circle).public_key().public_bytes(Encoding.Raw,PublicFormat.Raw)))
print(b64(hashlib.blake2b(b'rapport pepper 1',key=circle,digest_size=32).digest()))
try:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    k=Argon2id(salt=bytes(range(16)),length=32,iterations=3,lanes=1,memory_cost=65536).derive(b'four quiet words here')
    print('argon',b64(hashlib.blake2b(k,key=circle,digest_size=32).digest()))
except Exception as e: print('no argon',e)
print(b64(bytes(range(16))))
